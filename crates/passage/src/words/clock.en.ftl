# Times and windows, by the clocks of both sides.
clock-kyiv = Kyiv
clock-moscow = Moscow
clock-hours = { $from } to { $until }
clock-from = from { $from }
clock-until = until { $until }
clock-on = { $hours } on { $date }
clock-on-by = { $hours } in { $zone } on { $date }
clock-over = { $hours }, { $zone }
clock-said = { $hours }.
clock-lasts = { $hours }. It lasts { $length }.
clock-within = The clocks change within it: by their hands it seems to last { $seems }.
clock-is = { $hours } { $own } is { $there }.
clock-is-across = { $hours } { $own } is { $there }, and { $far }: the clocks changed on { $change }.
