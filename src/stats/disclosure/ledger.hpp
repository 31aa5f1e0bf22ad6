#pragma once

#include "stats/disclosure/suppress.hpp"

namespace stats::disclosure {

// What has been published of one thing that is counted (the answers of a survey's round, the reports of a year), and
// what was withheld, over all tables: a cell hidden in one is hidden in the next, and no two together give one away.
// A value; whoever publishes keeps it. Times are a variable like others, months within years. Figures that changed
// since (late reports) are another thing counted, with a ledger of its own.
struct ledger {
    struct figure {
        place at;
        double value = 0;
        cell_state state = cell_state::show; // show; hide and guard are withheld
        friend bool operator==(const figure&, const figure&) = default;
    };
    std::vector<hierarchy> by;
    std::vector<figure> figures; // by place, each once
};

// A table to be published: its cells, and which of them must not be shown for their own sake (primary.hpp).
struct new_table {
    std::vector<place> where;
    std::vector<double> value;
    std::vector<char> small;
};

struct release {
    pattern shown; // of the new table's cells, in its order
    ledger after;
};

// The new table protected together with everything before it. Refused: a small cell that was shown before or follows
// from what was (given_away), a value other than before (not_additive); cell: of the new table; −1 with part: the
// figure of the ledger.
result<release> publish(const ledger& before, const new_table& table, const protection& need = {});

} // namespace stats::disclosure
