/**
 * What is not speech but stands in the subtitles that Whisper learnt from, by how seldom people say it aloud.
 *
 * - `courtesy`: said every day, and written where the model hears nothing: "Thank you."
 * - `closing`: said at the end of videos, hardly in a dictation: "Thanks for watching!"
 * - `sound`: names a sound instead of words: "[Music]", "..."
 * - `credit`: names who made the subtitles, and is read aloud by nobody: "Subtitles by the Amara.org community"
 */
export type PhraseKind = 'courtesy' | 'closing' | 'sound' | 'credit';

/** Whole sentences, as people write them; compared without case, accents and punctuation. */
export const KNOWN_SENTENCES: Readonly<Record<Exclude<PhraseKind, 'credit'>, readonly string[]>> = {
  // prettier-ignore
  courtesy: [
    'you', 'thanks', 'thank you', 'thank you very much', 'thank you so much', 'bye', 'bye bye',
    'merci', 'merci beaucoup', 'merci à tous', 'au revoir',
    'danke', 'danke schön', 'vielen Dank', 'tschüss',
    'gracias', 'muchas gracias', 'adiós',
    'grazie', 'grazie mille', 'grazie a tutti', 'ciao',
    'obrigado', 'obrigada', 'muito obrigado', 'tchau',
    'bedankt', 'dank je wel', 'dank u wel', 'tot ziens',
    'dziękuję', 'dziękuję bardzo', 'dzięki',
    'спасибо', 'большое спасибо', 'пока', 'дякую', 'дуже дякую',
    'شكرا', 'شكرا لكم', 'شكرا جزيلا', 'teşekkürler', 'teşekkür ederim',
    '谢谢', '謝謝', '谢谢大家', '謝謝大家', 'ありがとう', 'ありがとうございます', 'ありがとうございました',
    '감사합니다', '고맙습니다', 'धन्यवाद', 'शुक्रिया',
  ],
  // prettier-ignore
  closing: [
    'thanks for watching', 'thank you for watching', 'thank you so much for watching', 'thanks for listening',
    'thank you for listening', 'thank you for your time', 'see you next time', 'see you in the next video',
    'please subscribe', 'please subscribe to my channel', 'like and subscribe', "don't forget to subscribe",
    "merci d'avoir regardé", "merci d'avoir regardé cette vidéo", "merci d'avoir regardé la vidéo", 'abonnez-vous',
    'abonnez-vous à la chaîne', "n'oubliez pas de vous abonner", 'à bientôt pour une nouvelle vidéo',
    'danke fürs Zuschauen', 'vielen Dank fürs Zuschauen', 'vielen Dank für die Aufmerksamkeit', 'bis zum nächsten Mal',
    'gracias por ver', 'gracias por ver el video', 'suscríbete', 'suscríbete al canal', 'hasta la próxima',
    'nos vemos en el próximo video', 'grazie per la visione', 'grazie per aver guardato il video',
    'iscrivetevi al canale', 'alla prossima', 'obrigado por assistir', 'inscreva-se no canal', 'até a próxima',
    'até o próximo vídeo', 'bedankt voor het kijken', 'tot de volgende keer', 'abonneer je op mijn kanaal',
    'dziękuję za uwagę', 'dziękuję za oglądanie', 'dzięki za oglądanie', 'do zobaczenia w następnym odcinku',
    'спасибо за просмотр', 'спасибо за внимание', 'продолжение следует', 'до новых встреч', 'подписывайтесь на канал',
    'дякую за перегляд', 'дякуємо за перегляд', 'дякую за увагу', 'далі буде', 'підписуйтесь на канал',
    'شكرا للمشاهدة', 'شكرا على المشاهدة', 'اشتركوا في القناة',
    'izlediğiniz için teşekkürler', 'izlediğiniz için teşekkür ederim', 'abone olmayı unutmayın',
    'bir sonraki videoda görüşmek üzere', '谢谢观看', '感谢观看', '谢谢收看', '感谢收看', '謝謝觀看', '多谢您的观看', '下期再见',
    '请不吝点赞订阅转发打赏支持明镜与点点栏目', '請不吝點贊訂閱轉發打賞支持明鏡與點點欄目',
    'ご視聴ありがとうございました', '最後までご視聴いただきありがとうございます', '最後までご視聴いただきありがとうございました',
    'チャンネル登録をお願いします', 'チャンネル登録お願いします', '次回もお楽しみに', '시청해주셔서 감사합니다', '시청해 주셔서 감사합니다',
    '구독과 좋아요 부탁드립니다', '다음 영상에서 만나요', '다음 시간에 만나요',
    'देखने के लिए धन्यवाद', 'वीडियो देखने के लिए धन्यवाद', 'चैनल को सब्सक्राइब करें',
  ],
  // prettier-ignore
  sound: [
    'music playing', 'applause', 'laughter', 'silence', 'blank audio', 'no audio', 'inaudible',
    'applaudissements', 'rires', 'applaus', 'gelächter', 'aplausos', 'risas', 'applausi', 'risate', 'risos',
    'gelach', 'oklaski', 'śmiech', 'аплодисменты', 'смех', 'музыкальная заставка', 'оплески', 'сміх',
    'تصفيق', 'ضحك', 'alkış', 'kahkaha', '掌声', '掌聲', '笑声', '拍手', '笑い', '박수', '웃음', 'तालियाँ',
  ],
};

/** "Music" in each language: alone, or with one word that says what kind. */
// prettier-ignore
export const WORDS_FOR_MUSIC: readonly string[] = [
  'music', 'musique', 'Musik', 'música', 'musica', 'muziek', 'muzyka', 'музыка', 'музика', 'موسيقى', 'müzik',
  '音乐', '音樂', '音楽', '음악', 'संगीत',
];

/** How credits begin, whoever they name; what follows is a line, not a text. */
export const CREDIT_BEGINNINGS: readonly string[] = [
  // prettier-ignore
  ...['subtitles by', 'subtitled by', 'captions by', 'captioned by', 'transcribed by', 'transcription by', 'translated by'],
  ...['sous-titres par', 'sous-titres réalisés', 'sous-titrage', 'sous-titré par', 'traduction par'],
  ...['Untertitel von', 'Untertitel der', 'Untertitel im Auftrag', 'Untertitelung', 'Copyright WDR'],
  ...['subtítulos por', 'subtítulos realizados', 'subtitulado por'],
  ...['sottotitoli creati', 'sottotitoli a cura', 'sottotitoli e revisione', 'sottotitoli di'],
  ...['legendas pela', 'legendas por', 'legendado por', 'legenda por'],
  ...['ondertiteld door', 'ondertiteling', 'ondertitels ingediend', 'napisy stworzone', 'napisy przez'],
  ...['субтитры сделал', 'субтитры делал', 'субтитры создавал', 'субтитры подготов', 'редактор субтитров'],
  ...['субтитри зробив', 'субтитри створ', 'редактор субтитрів', 'ترجمة نانسي', 'altyazı', 'alt yazı'],
  ...['字幕by', '字幕 by', '字幕由', '字幕提供', '字幕志愿者', '字幕製作', '字幕制作', '中文字幕'],
  ...['자막 by', '자막 제공', '한국어 자막', 'उपशीर्षक'],
];

/** Wherever it stands, the line is a credit. */
export const CREDIT_MARKS: readonly string[] = ['amara.org', 'DimaTorzok', 'otter.ai', 'castingwords'];
