#include "intake/kinds.hpp"
#include "intake/refuse.hpp"

namespace intake {

base::result<extracted> read_pdf(std::string_view, const limits&) { return refuse("pdf_broken"); }

} // namespace intake
