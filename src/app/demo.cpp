#include "app/commands.hpp"

#include "app/data.hpp"
#include "app/example.hpp"
#include "jobs/worker.hpp"
#include "store/log.hpp"
#include "store/pledge.hpp"

#include <ostream>
#include <utility>

namespace app {

int demo(program& p, const data_place& data) {
    const auto examples = read_examples(p.clock.today());
    if (!examples) return report(p, examples.error());
    auto place = data;
    place.create = true;
    const auto database = open_data(p, place);
    {
        auto reader = database->read();
        for (const auto& one : *examples)
            if (store::find_pledge_only(reader, one.slug))
                return report(p, {base::problem_kind::conflict, {"app.demo_there", {{"slug", one.slug}}}});
    }
    database->write([&](db::transaction& t) {
        for (const auto& one : *examples) {
            auto draft = one;
            draft.status = core::status::draft; // approved when it is published
            draft.approvals.clear();
            const auto stored = store::add_pledge(t, std::move(draft), command_line_holder);
            store::publish(t, stored.id, one.approvals);
            jobs::queue_report(t, stored.slug);
        }
    });
    p.out << p.say({"app.demo_loaded", {{"n", static_cast<std::int64_t>(examples->size())}, {"folder", data.folder}}})
          << '\n';
    return done;
}

} // namespace app
