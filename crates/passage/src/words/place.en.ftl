# Places by name.
place-version = { $label } ({ $n } places, SHA-256 { $digest })
place-gazetteer = Gazetteer: { $version }
place-compared = Names compared by the gazetteer { $version }.
place-head = { $name }: { $n ->
    [one] one candidate
   *[other] { $n } candidates
 }
place-none = { $name }: no place of the gazetteer has this name, or nearly so.
place-line = { $place }: { $score } of 100
place-inhabitants = { $n } inhabitants
place-away = { $km } km away
place-more = And { $n } more.
place-larger = { $name } (number { $n }) is far larger than the first: is it meant?
place-unsure = None of them is spelled so: a person has to say whether one is meant.
place-say-which = Several may be meant: say which, by oblast, code or coordinates.
text-places-head = Its places, by the gazetteer { $gazetteer }:
text-places-plain = One place each, spelled so: { $names }.
text-place-one = { $name }: { $place }; { $why }.
text-place-several = { $name } is not one place for sure ({ $why }): { $places }. Say which, by oblast or coordinates.
text-place-number = { $n } candidates
text-place-more = and { $n } more
text-place-none = { $name } is not in the gazetteer, in any spelling.
text-place-far = { $name } is put { $km } km from { $place }: another place, or wrong coordinates?
figures-same-place = { $question } Why: { $reasons }.
