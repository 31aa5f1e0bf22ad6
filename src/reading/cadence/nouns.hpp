#pragma once

#include "reading/cadence/fact.hpp"

// The noun that a number or a share counts.
namespace reading::cadence {

// Words of grammar and marks, behind which no counted noun can stand.
bool ends_noun(const atom& a);

// Where the noun of a number before atom i stands: adjectives, "st" and the length of each item are passed over.
std::size_t noun_after(const stretch& s, std::size_t i);

// Takes the noun at `noun` for the unit of the fact, if one stands there.
void set_unit(const stretch& s, std::size_t noun, fact& f);

// "två timmar lång": how long each is.
bool tells_length(const stretch& s, std::size_t i);

// "väg 66 och 71": a number of the list that begins behind a word for roads, pages or the like.
bool in_list_of_references(const stretch& s, std::size_t i);

// "kommunens" before "butiker".
bool owns(const stretch& s, std::size_t i);

// A verb at atom i that the lexicon knows to tell how things are: "är", "bor", "undviker".
bool is_told_verb(const stretch& s, std::size_t i);

// Such a verb, or any that ends like one: "70 procent av invånarna cyklar".
bool says_how_things_are(const stretch& s, std::size_t i);

// "(32 i Norrby och 20 i Söderby)" at atom i: past it, and the sum; else i.
std::size_t past_named_parts(const stretch& s, std::size_t i, double& sum);

// "(32 + 22)", "(32 och 22)" at atom i: past it, and the sum; else i.
std::size_t past_parts(const stretch& s, std::size_t i, double& sum);

// "har 900 elever", and "80 lärare" in "har 900 elever och 80 lärare".
bool told_of_as_there(const stretch& s, std::size_t i);

// "Två på våren och tre på hösten": a number and the season it is for.
bool stands_before_season(const stretch& s, std::size_t number);

// "de 14 samfälligheterna", "de senaste 30 dagarna", "kommunens två polisstationer": a number of those that there are.
// With a span behind it, it is promised all the same: "polisens två besök per månad".
bool is_of_known_ones(const stretch& s, std::size_t i);

} // namespace reading::cadence
