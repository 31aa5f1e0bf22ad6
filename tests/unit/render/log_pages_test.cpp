#include "builders.hpp"
#include "core/showing.hpp"
#include "golden_pages.hpp"
#include "render/log_batch.hpp"
#include "render/log_list.hpp"
#include "render/log_places.hpp"

#include <gtest/gtest.h>

namespace {

// Each page in both languages, with what its parts may say.
class log_pages : public support::golden_pages {
  protected:
    log_pages() : golden_pages{"accounts"} {}

    render::page_context page_{templates_, say_, base::make_date(2022, 3, 1), {}, "/logga", "https://lofte.example"};
    render::account_context who_{
        page_, "anna@fjallby.example", std::string(64, 'f'), {core::act::see_internal, core::act::add_entry}};
    std::shared_ptr<core::pledge_file> file_ = std::make_shared<core::pledge_file>(support::example_pledge());
};

TEST_P(log_pages, for_many_at_once) {
    render::batch_view view;
    view.file = file_;
    view.state = support::example_state(*file_, base::make_date(2022, 3, 1));
    view.month = base::make_date(2022, 2, 1);
    view.key = "nyckel";
    view.places = {"Torget"};
    view.pledges = {{"fjallby-2020", "Fjällby"}, {"norsjo-2019", "Norsjö"}};
    view.saved = 2;
    view.saved_key = "nyckel-1";
    expect_golden("log-day", render::batch_page(who_, view));
    view.is_month = true;
    view.saved = 0;
    view.undone = 2;
    view.lines = {{"m1", "2022-02-03", "3", "torget", {}},
                  {"m2||6", "2022-03-09", "1", "hos Eva Ek",
                   base::problem{base::problem_kind::ask, {"logging.wrong_day", {}}, "place"}}};
    view.shown = "area";
    view.after_days = "14";
    expect_golden("log-month", render::batch_page(who_, view));
}

TEST_P(log_pages, for_mending_what_was_logged) {
    render::log_list_view list;
    expect_golden("log-list-empty", render::log_list_page(who_, list));
    list.file = file_;
    auto& e = file_->log.front();
    e.said = "11";
    e.place = "Torget";
    core::show(e, {core::shown_part::area, 14}, "Centrum");
    list.entries = {{&e, true, true, true}, {&file_->log[1], false, false, false}};
    list.entries.push_back({&file_->log[2], false, false, false});
    file_->log[1].by = "konto 3";
    list.who = {{"konto 3", "områdespolis, Polisen i Fjällby"}};
    file_->log[2].by = "länk 1";
    list.page = 2;
    list.pages = 3;
    list.done = "logging.done_corrected";
    expect_golden("log-list", render::log_list_page(who_, list));
    render::correction_view view;
    view.file = file_;
    view.standing = &e;
    view.earlier = {&file_->log[1]};
    view.typed.amount = "hej";
    view.typed.on = "2022-02-28";
    view.typed.key = "nyckel";
    view.typed.problem = base::problem{base::problem_kind::ask, {"logging.wrong_day", {}}, "on"};
    expect_golden("correction", render::correction_page(who_, view));
}

TEST_P(log_pages, for_places) {
    render::places_view view;
    view.file = file_;
    expect_golden("log-places-none", render::places_page(who_, view));
    view.places = {{1, "Ågatan", "Norr", false}, {2, "Badet", "", false}, {3, "Arenan", "Söder", true}};
    view.typed = render::typed_place{1, "Badet", "Norr",
                                     base::problem{base::problem_kind::invalid, {"places.taken", {}}, "name"}};
    view.notice.done = "places.done_ny";
    expect_golden("log-places", render::places_page(who_, view));
}

INSTANTIATE_TEST_SUITE_P(languages, log_pages, ::testing::Values(base::language::sv, base::language::en),
                         [](const auto& given) { return std::string{base::code(given.param)}; });

} // namespace
