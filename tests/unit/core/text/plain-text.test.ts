import { plainText } from '$lib/core/text/plain-text';
import { expect, test } from 'vitest';

test.each([
  { text: ' Sous-titres réalisés par… ', plain: 'sous titres realises par' },
  { text: '[MUSIC]  ♪♪', plain: 'music' },
  { text: 'İzlediğiniz', plain: 'izlediginiz' },
  { text: 'Дякуємо, ёж!', plain: 'дякуємо еж' },
  { text: 'شُكْرًا', plain: 'شكرا' },
  { text: '请不吝点赞 订阅、转发', plain: '请不吝点赞订阅转发' },
  { text: '字幕 by 索蘭婭', plain: '字幕by索蘭婭' },
  { text: 'Ｔｈａｎｋ　ｙｏｕ', plain: 'thank you' },
  { text: '시청해 주셔서 감사합니다.', plain: '시청해 주셔서 감사합니다' },
  { text: 'धन्यवाद।', plain: 'धन्यवाद' },
  { text: '...', plain: '' },
])('"$text" is plainly "$plain"', ({ text, plain }) => {
  expect(plainText(text)).toBe(plain);
});
