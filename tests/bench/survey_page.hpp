#pragma once

namespace bench {

// A survey of 2,000 answers to forty questions, weighted, by ten areas and four ages, with changes since the round
// before and what is withheld: seconds from its columns and from its table as a line of JSON.
int survey_page();

} // namespace bench
