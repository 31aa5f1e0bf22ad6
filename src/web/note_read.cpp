#include "web/note_read.hpp"

#include "base/log.hpp"
#include "db/error.hpp"
#include "store/read_event.hpp"

namespace web {

void note_read(const signed_in& who, std::string_view act, std::int64_t document, std::string_view subject) {
    const auto& s = who.at.on;
    const store::read_event e{.at = s.clock.now(),
                              .by = who.holder(),
                              .act = std::string{act},
                              .document = document,
                              .subject = std::string{subject}};
    try {
        {
            auto reader = s.database.read();
            if (store::is_noted(reader, e)) return;
        }
        s.database.write([&](db::transaction& t) { store::note_read(t, e); });
    } catch (const db::error& fault) {
        base::log::error("read_not_noted by={} act={} what={}", e.by, e.act, fault.what());
    }
}

} // namespace web
