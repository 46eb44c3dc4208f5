import { phraseKind } from '$lib/core/hallucination/phrase-kind';
import { describe, expect, test } from 'vitest';

describe('courtesies, however they are written', () => {
  // prettier-ignore
  test.each([
    'Thank you.', ' thank you very much!', 'You', 'Merci.', 'MERCI BEAUCOUP !', 'Vielen Dank.', '¡Muchas gracias!',
    'Grazie a tutti.', 'Muito obrigado.', 'Dank je wel.', 'Dziękuję.', 'dziekuje', 'Спасибо.', 'Дякую!', 'شكرا لكم.',
    'شُكْرًا', 'Teşekkür ederim.', '谢谢大家。', 'ありがとうございました。', '감사합니다.', 'धन्यवाद।',
    'Thank you. Thank you. Thank you.',
  ])('%s', (text) => expect(phraseKind(text)).toBe('courtesy'));
});

describe('closings of videos', () => {
  // prettier-ignore
  test.each([
    'Thanks for watching!', 'Thank you for your time.', "Merci d'avoir regardé cette vidéo !", 'Merci d’avoir regardé.',
    'Vielen Dank fürs Zuschauen.', 'Gracias por ver el video.', 'Grazie per la visione.', 'Obrigado por assistir!',
    'Bedankt voor het kijken.', 'Dziękuję za uwagę.', 'Спасибо за просмотр!', 'Продолжение следует...', 'Далі буде...',
    'شكرا للمشاهدة', 'İzlediğiniz için teşekkür ederim.', '谢谢观看', '請不吝點贊 訂閱 轉發 打賞支持明鏡與點點欄目',
    'ご視聴ありがとうございました。', '시청해 주셔서 감사합니다.', 'वीडियो देखने के लिए धन्यवाद।',
  ])('%s', (text) => expect(phraseKind(text)).toBe('closing'));
});

describe('sounds named instead of words', () => {
  // prettier-ignore
  test.each([
    '[Music]', 'Music', '(upbeat music)', '♪♪', '...', 'Musique douce', 'Applaudissements', 'Musik', 'СПОКОЙНАЯ МУЗЫКА',
    'МУЗЫКАЛЬНАЯ ЗАСТАВКА', 'Música', 'Müzik', '[音楽]', '[음악]', '(掌声)', 'موسيقى',
  ])('%s', (text) => expect(phraseKind(text)).toBe('sound'));
});

describe('credits of subtitles', () => {
  // prettier-ignore
  test.each([
    'Subtitles by the Amara.org community', "Sous-titres réalisés par la communauté d'Amara.org",
    "Sous-titres réalisés para la communauté d'Amara.org", "Sous-titrage ST' 501", 'Sous-titrage Société Radio-Canada',
    'Untertitel der Amara.org-Community', 'Untertitelung des ZDF, 2020', 'Untertitel im Auftrag des ZDF für funk, 2017',
    'Subtítulos realizados por la comunidad de Amara.org', 'Sottotitoli creati dalla comunità Amara.org',
    'Sottotitoli e revisione a cura di QTSS', 'Legendas pela comunidade Amara.org', 'Ondertiteld door de Amara.org gemeenschap',
    'Napisy stworzone przez społeczność Amara.org', 'Субтитры сделал DimaTorzok',
    'Редактор субтитров А.Семкин Корректор А.Егорова', 'ترجمة نانسي قنقر', 'Altyazı M.K.', '字幕by索兰娅', '字幕 by 索蘭婭',
    '中文字幕志愿者 李宗盛', '한국어 자막 by 이재석', 'Transcribed by https://otter.ai',
  ])('%s', (text) => expect(phraseKind(text)).toBe('credit'));
});

describe('text that only holds or resembles such a phrase', () => {
  // prettier-ignore
  test.each([
    'Thank you for the report.', 'Merci de me rappeler demain.', 'Oui.', 'OK', '42', 'I like music very much.',
    'Die Musik ist zu laut.', 'Thank you. The next point is the budget.', 'To be continued tomorrow at nine.',
    'He wrote the subtitles himself.', '谢谢你的帮助', '音楽が好きです', 'Спасибо тебе за помощь',
    'We looked at several tools for the translation of our films, and in the end we chose Amara.org because it was free to use.',
  ])('%s', (text) => expect(phraseKind(text)).toBeNull());
});

test('of several phrases that counts which is said most', () => {
  expect(phraseKind('Thanks for watching! Bye.')).toBe('courtesy');
  expect(phraseKind('Applause. Thanks for watching!')).toBe('closing');
});
