#include "app/commands.hpp"

#include "app/data.hpp"
#include "db/error.hpp"
#include "store/audit.hpp"
#include "store/health.hpp"

#include <ostream>

namespace app {
namespace {

// So that the page of the server's health knows. What may not be written is verified all the same.
void remember(program& p, db::database& database, const store::audit_report& found) {
    try {
        database.write([&](db::transaction& t) {
            store::remember_verification(t,
                                         {p.clock.now(), found.events, static_cast<std::int64_t>(found.faults.size())});
        });
    } catch (const db::error& e) {
        warn(p, {"app.verified_not_remembered", {{"why", p.say(e.text())}}});
    }
}

} // namespace

int verify(program& p, const data_place& data) {
    const auto database = open_data(p, data);
    const auto found = [&] {
        auto reader = database->read();
        return store::verify_audit(reader);
    }();
    remember(p, *database, found);
    for (const auto& fault : found.faults)
        warn(p, {fault.number == 0 ? "app.chain_untold" : "app.chain_fault",
                 {{"document", std::to_string(fault.document)},
                  {"number", std::to_string(fault.number)},
                  {"what", p.say("app.chain_" + fault.what)}}});
    if (!found.faults.empty()) return answer_is_no;
    p.out << p.say({"app.chain_holds", {{"n", found.events}}}) << '\n';
    return done;
}

} // namespace app
