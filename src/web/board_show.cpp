#include "render/board.hpp"
#include "store/board.hpp"
#include "store/resident_question.hpp"
#include "web/board_pages.hpp"
#include "web/draft_access.hpp"
#include "web/note_read.hpp"
#include "web/own_pledges.hpp"
#include "web/public_pledge.hpp"

#include <algorithm>

namespace web {
namespace {

std::vector<core::waiting_document> waiting_to(const signed_in& who) {
    auto reader = who.at.on.database.read();
    return store::waiting_documents(reader, organisations_to(who, core::act::see_internal));
}

std::vector<core::waiting_residents> residents_waiting_to(const signed_in& who) {
    auto reader = who.at.on.database.read();
    return store::waiting_residents(reader, organisations_to(who, core::act::answer_resident));
}

std::string asked(const signed_in& who, std::string_view name) {
    return std::string{who.at.asked.query_value(name).value_or("")};
}

// What there is to choose from, in the order of the alphabet.
class chooser {
  public:
    chooser(const signed_in& who, std::string_view parameter) : say_{who.frame.say}, asked_{asked(who, parameter)} {}
    void add(const std::string& name) {
        const auto same = [&](const auto& c) { return c.name == name; };
        if (!name.empty() && std::none_of(all_.begin(), all_.end(), same)) all_.push_back({name, name, name == asked_});
    }
    std::vector<render::board_choice> choices() {
        std::sort(all_.begin(), all_.end(), [&](const auto& a, const auto& b) { return say_.less(a.name, b.name); });
        return all_;
    }
    // What was asked for, where it is there to be chosen.
    std::string chosen() const {
        for (const auto& c : all_)
            if (c.chosen) return c.name;
        return {};
    }

  private:
    const base::translator& say_;
    std::string asked_;
    std::vector<render::board_choice> all_;
};

} // namespace

http::response board_show(const signed_in& who) {
    note_read(who, "read_board", 0, "");
    const auto today = who.at.today;
    chooser parties{who, "part"}, areas{who, "omrade"}, municipalities{who, "kommun"};
    core::board_filter filter;
    std::vector<std::shared_ptr<const store::judged_pledge>> own;
    std::vector<core::board_pledge> pledges;
    for (const auto& [slug, acting] : pledges_to(who, core::act::see_internal)) {
        auto judged = judged_pledge(who.at.on, slug, today);
        if (!judged || core::is_long_over(judged->file, today)) continue;
        const auto& document = judged->file.document;
        pledges.push_back({&judged->file, &judged->state});
        for (const auto& party : document.parties) {
            if (party.kind == reading::party_kind::municipality) municipalities.add(party.name);
            if (!core::is_acting(party)) continue;
            parties.add(party.name);
            if (party.name == parties.chosen()) filter.party = party;
        }
        for (const auto& area : document.focus_areas)
            areas.add(area.name.value_or(""));
        own.push_back(std::move(judged));
    }
    filter.focus_area = areas.chosen();
    filter.municipality = municipalities.chosen();

    render::board_view view;
    view.board = core::board_of(pledges, waiting_to(who), today, residents_waiting_to(who));
    {
        auto reader = who.at.on.database.read();
        core::ask_owners_alone(view.board,
                               store::board_readers(reader, organisations_to(who, core::act::see_internal)));
    }
    view.all_rows = view.board.rows.size();
    std::erase_if(view.board.rows, [&](const auto& row) { return !core::passes(row, filter); });
    core::tell_over_once(view.board);
    view.pledges = pledges.size();
    view.parties = parties.choices();
    view.areas = areas.choices();
    view.municipalities = municipalities.choices();
    view.is_filtered = filter.party || !filter.focus_area.empty() || !filter.municipality.empty();
    view.may_log = who.may(core::act::add_entry);
    view.may_reason = who.may(core::act::give_reason);
    if (asked(who, "gjort") == "skal") view.notice.done = "board.reason_saved";
    return private_page(who.at, render::board_page(who.context(), view));
}

} // namespace web
