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
        warn(p, {"app.chain_fault", {{"document", fault.document}, {"number", fault.number}, {"what", fault.what}}});
    if (!found.faults.empty()) return answer_is_no;
    p.out << p.say({"app.chain_holds", {{"n", found.events}}}) << '\n';
    return done;
}

}
