#include "core/owners_called.hpp"
#include "core/typed_date.hpp"

#include <gtest/gtest.h>

namespace {

using base::make_date;

reading::document document() {
    reading::document d;
    for (const auto& [id, what] :
         {std::pair{"m1", "Fotpatrull i centrum"}, {"m2", "Fotpatrull vid skolan"}, {"m3", "Möte"}}) {
        reading::plan_row row;
        row.id = id;
        row.what = what;
        d.plan.push_back(row);
    }
    return d;
}

TEST(owners_called, by_id_by_words_or_by_a_part_of_them) {
    const auto d = document();
    using ids = std::vector<std::string>;
    EXPECT_EQ(core::owners_called(d, "M2"), ids{"m2"});
    EXPECT_EQ(core::owners_called(d, " fotpatrull  i centrum "), ids{"m1"});
    EXPECT_EQ(core::owners_called(d, "skolan"), ids{"m2"});
    EXPECT_EQ(core::owners_called(d, "möte"), ids{"m3"});
    EXPECT_EQ(core::owners_called(d, "Fotpatrull"), (ids{"m1", "m2"}));
    EXPECT_EQ(core::owners_called(d, "återkoppling"), ids{"feedback"});
    for (const auto* none : {"", "fot", "brygga"})
        EXPECT_EQ(core::owners_called(d, none), ids{}) << none;
}

TEST(parts_called, by_number_or_by_words_of_one) {
    std::vector<reading::reading> readings(3);
    readings[0].text = "Minst 1 gång per år";
    readings[1].text = "Temadag varje termin";
    readings[2].text = "varje termin";
    using places = std::vector<int>;
    EXPECT_EQ(core::parts_called(readings, "2"), places{1});
    EXPECT_EQ(core::parts_called(readings, "temadag"), places{1});
    EXPECT_EQ(core::parts_called(readings, "Varje termin"), places{2}) << "as it stands";
    EXPECT_EQ(core::parts_called(readings, "termin"), (places{1, 2}));
    for (const auto* none : {"0", "4", "-1", "99999999999", "", "per", "brygga"})
        EXPECT_EQ(core::parts_called(readings, none), places{}) << none;
}

TEST(parse_typed_date, takes_what_people_and_spreadsheets_write) {
    for (const auto* text : {"2022-02-03", "2022-2-3", "2022/02/03", "20220203", "3/2 2022", "03.02.2022",
                             "3 februari 2022", "den 3 feb. 2022", "2022-02-03 14:30", "2022-02-03T14:30:00Z"})
        EXPECT_EQ(core::parse_typed_date(text), make_date(2022, 2, 3)) << text;
    for (const auto* text :
         {"", "3/2", "2022", "31/2 2022", "i går", "2022-13-01", "3 2 22", "99999999999", "feb 2022"})
        EXPECT_EQ(core::parse_typed_date(text), std::nullopt) << text;
}

} // namespace
