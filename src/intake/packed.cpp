#include "intake/kinds.hpp"
#include "intake/refuse.hpp"

namespace intake {

base::result<extracted> read_packed(std::string_view, const limits&) { return refuse("unknown_packed"); }

} // namespace intake
