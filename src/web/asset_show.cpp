#include "render/html/assets.hpp"
#include "web/pages.hpp"

namespace web {

// The name holds a digest of the bytes, so that what was fetched once need not be asked for again.
http::response asset_show(const site& s, const http::request& r) {
    const auto* file = render::asset_at(r.path);
    if (!file) return error_response(s, r, 404, {"web.error_404_what", {}});
    http::response answer;
    answer.page = s.pages.get(r.path, "assets", [&] {
        return http::make_page(file->content_type, file->bytes,
                               {{"Cache-Control", "public, max-age=31536000, immutable"}});
    });
    return answer;
}

} // namespace web
