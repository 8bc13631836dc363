# Час і вікна за годинниками обох сторін.
clock-kyiv = Київ
clock-moscow = Москва
clock-hours = { $from } – { $until }
clock-from = з { $from }
clock-until = до { $until }
clock-on = { $hours }, { $date }
clock-on-by = { $hours } ({ $zone }), { $date }
clock-over = { $hours } ({ $zone })
clock-said = { $hours }.
clock-lasts = { $hours }. Триває { $length }.
clock-within = За цей час переводять годинники: за стрілками здається, що триває { $seems }.
clock-is = { $hours } ({ $own }) – це { $there }.
clock-is-across = { $hours } ({ $own }) – це { $there }, а по той бік переведення – { $far }: годинники перевели { $change }.
