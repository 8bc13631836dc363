# Why a place may be meant. Nothing but { $name } is used of Fluent: the library says them without it.
reason-code = its code is { $code }
reason-spelled = it is spelled { $name }
reason-marks = { $written } is { $name } but for case, marks and alphabet
reason-roman = { $written } and { $name } are one name by the { $system } romanisation
reason-sounds = { $written } and { $name } are one name by another transliteration or in the other language
reason-typing = { $written } and { $name } are nearly alike (letters that differ: { $n }), perhaps by a typing error
reason-old = it was called { $name }
reason-old-note = it was called { $name } ({ $note })
reason-declined = { $written } may be { $form } in a case
reason-cousin = { $from } and { $to } begin one name in Russian and in Ukrainian
reason-translated = a machine translation that was published has { $written } for { $name }
reason-dictionary = { $name } is also a word, and { $written } is its meaning, perhaps by a machine translation
reason-without = the word { $word } left out
reason-mixed = { $written } has Latin letters among Cyrillic ones, which look alike
reason-within = it lies in { $place }, as was said
reason-both-known = the gazetteer has both { $a } and { $b }, as different places
reason-common = both may be { $place }
