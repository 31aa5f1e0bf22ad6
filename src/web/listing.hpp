#pragma once

#include "core/log.hpp"
#include "render/html.hpp"
#include "web/visit.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace web {

// The pledges that residents see, in the order of the first page. Read and sorted anew only where a document changed,
// here or in another program: what is logged changes nothing in it, and the country's list is long. Any thread.
class listing {
  public:
    struct ordered {
        std::vector<core::pledge_summary> pledges;
        render::municipality_list municipalities; // that have one
    };
    std::shared_ptr<const ordered> of(const visit& v);

  private:
    void forget_what_changed(db::reader& r, core::moment now);

    std::mutex mutex_;
    core::moment since_{}, all_at_{};
    std::map<std::string, std::string> marks_; // by slug, of all documents
    std::map<base::language, std::shared_ptr<const ordered>> by_language_;
};

} // namespace web
