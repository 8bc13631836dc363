# Координати, прочитані вголос.
coordinates-head = { $text } (прочитано як { $form })
coordinates-decimal = десяткові  { $form }
coordinates-degrees = градуси    { $form }
coordinates-utm = UTM        { $form }
coordinates-mgrs = MGRS       { $form }
coordinates-nearest = найближче  { $name }, { $far }
coordinates-km = { $km } км
coordinates-far = Це за { $far } від того місця, де має бути.
coordinates-likely = { $slip }? Тоді це { $there }.
coordinates-unexplained = Жодна описка цього не пояснює: перепитайте координати.
coordinates-swapped = Переставлено широту й довготу
coordinates-latitude-sign = Сплутано північ і південь чи загублено мінус
coordinates-longitude-sign = Сплутано схід і захід чи загублено мінус
coordinates-both-signs = Загублено обидва знаки
coordinates-zone = Малася на увазі зона { $zone }
coordinates-form-decimal = десяткові градуси
coordinates-form-degrees = градуси й мінути
