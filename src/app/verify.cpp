#include "app/commands.hpp"

#include "app/data.hpp"
#include "store/audit.hpp"

#include <ostream>

namespace app {

int verify(program& p, const data_place& data) {
    const auto database = open_data(p, data);
    auto reader = database->read();
    const auto found = store::verify_audit(reader);
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
