const LONGEST_NAME = 60;
/** For a file without any name of its own. */
const NAMELESS = 'Whisper';
const MODEL_ENDING = /\.(safetensors|bin|pth?|ckpt|ggml)$/i;
/** Names that tools give to the weights of every model. */
const GENERIC_NAME = /^(model|ggml-model|pytorch_model|weights|whisper)([._-](f16|f32|fp16|fp32|q\d\w*))*$/i;
/** Folders of Hugging Face's cache, which lie between the model's name and its files. */
const CACHE_FOLDER = /^(snapshots|[0-9a-f]{40})$/;

/**
 * What people call a model: the name of its folder where its format is a folder of files, or where its file is named as
 * all are; else that of its file. Without ending, control characters and paths, at most 60 characters.
 *
 * @param path of the weights, with slashes
 * @param stem of the weights' file name, where several files share it: "model" of "model-00001-of-00002.safetensors"
 */
export function modelName(path: string, isFolder: boolean, stem?: string): string {
  const parts = path.slice(-4096).split(/[/\\]/);
  const fileName = clean((stem ?? parts.at(-1) ?? '').replace(MODEL_ENDING, ''));
  const folderName = clean(nameOfFolder(parts.slice(0, -1)));
  const isNamedByFolder = folderName !== '' && (isFolder || fileName === '' || GENERIC_NAME.test(fileName));
  return (isNamedByFolder ? folderName : fileName) || NAMELESS;
}

/** "whisper-small" of "models--openai--whisper-small/snapshots/973afd24965f72e36ca33b3055d56a652f456b4d". */
function nameOfFolder(folders: readonly string[]): string {
  const name = folders.findLast((folder) => !CACHE_FOLDER.test(folder) && clean(folder) !== '') ?? '';
  return name.startsWith('models--') ? (name.split('--').at(-1) ?? '') : name;
}

function clean(name: string): string {
  // Control and format characters: the latter turn the direction of what follows.
  const visible = name.normalize('NFC').replace(/\s+/gu, ' ').replace(/\p{C}/gu, '').trim();
  return /^\.+$/.test(visible) ? '' : [...visible].slice(0, LONGEST_NAME).join('').trim();
}
