/** Every thread but the audio thread has these: the protocol waits with them. */
declare function setTimeout(callback: () => void, milliseconds: number): number;
declare function clearTimeout(timer: number | undefined): void;
