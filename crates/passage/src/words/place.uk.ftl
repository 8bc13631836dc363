# Місця за назвою.
place-version = { $label } (місць: { $n }, SHA-256 { $digest })
place-gazetteer = Покажчик: { $version }
place-compared = Назви порівняно за покажчиком { $version }.
place-head = { $name }: { $n ->
    [one] { $n } кандидат
    [few] { $n } кандидати
   *[other] { $n } кандидатів
 }
place-none = { $name }: у покажчику немає місця з такою чи майже такою назвою.
place-line = { $place }: { $score } зі 100
place-inhabitants = мешканців: { $n }
place-away = за { $km } км
place-more = І ще { $n }.
place-larger = { $name } (номер { $n }) значно більше за перше: чи не про нього йдеться?
place-unsure = Жодне так не пишеться: чи йдеться про одне з них, має сказати людина.
place-say-which = Може йтися про кілька місць: скажіть, про яке, – область, код чи координати.
text-places-head = Його місця за покажчиком { $gazetteer }:
text-places-plain = По одному місцю, так і пишуться: { $names }.
text-place-one = { $name }: { $place }; { $why }.
text-place-several = { $name } – не напевно одне місце ({ $why }): { $places }. Скажіть, яке: область чи координати.
text-place-number = кандидатів: { $n }
text-place-more = і ще { $n }
text-place-none = { $name } немає в покажчику в жодному написанні.
text-place-far = { $name } вказано за { $km } км від { $place }: інше місце чи хибні координати?
figures-same-place = { $question } Підстава: { $reasons }.
