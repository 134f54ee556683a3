// The program a visitor's browser loads: makes the services, the portal and the shell, and passes
// on between them and the page. Decides nothing.
#include <emscripten/eventloop.h>

#include <cstdio>
#include <cstdlib>
#include <optional>

#include "app/portal.hpp"
#include "base/check.hpp"
#include "client/renderer.hpp"
#include "platform/browser/browser_canvas.hpp"
#include "platform/browser/browser_clock.hpp"
#include "platform/browser/browser_event_stream.hpp"
#include "platform/browser/browser_glyphs.hpp"
#include "platform/browser/browser_http.hpp"
#include "platform/browser/browser_page.hpp"
#include "platform/browser/browser_photos.hpp"
#include "platform/browser/browser_pictures.hpp"
#include "platform/browser/browser_preferences.hpp"
#include "platform/browser/browser_random.hpp"
#include "platform/browser/browser_semantics.hpp"
#include "platform/browser/browser_storage.hpp"
#include "platform/browser/browser_tabs.hpp"
#include "platform/browser/page_listener.hpp"
#include "ui/shell.hpp"

namespace yg::client {
namespace {

class Client : public platform::PageListener {
public:
    void start() {
        platform::listen_to_page(*this);
        // The phone's storage opens while the graphics process makes the canvas ready.
        portal_.start([this] { page_.request_frame(); });
        (void)page_.viewport();  // The canvas gets its size while that costs nothing.
        // What can't be read back from a canvas can't be drawn on one either.
        const bool reads_back = glyphs_.reads_back();
        photos_.trust_canvas(reads_back);
        renderer_.emplace(reads_back ? platform::create_canvas_context()
                                     : platform::go_without_canvas());
        page_.request_frame();
        set_alarm();
    }

    void on_frame(double steady_ms) override {
        const platform::Viewport viewport = page_.viewport();
        renderer_->begin_frame();
        const bool changed = shell_.frame({.width = viewport.width,
                                           .height = viewport.height,
                                           .density = viewport.density,
                                           .insets = viewport.insets,
                                           .steady_ms = steady_ms,
                                           .phone_prefers_dark = viewport.prefers_dark,
                                           .plain = !renderer_->has_context()});
        if (changed) draw();
        set_alarm();
    }
    void on_alarm() override {
        portal_.tick();
        set_alarm();
    }
    void on_answered() override { set_alarm(); }
    void on_picture_ready() override { page_.request_frame(); }
    void on_viewport_changed() override { page_.request_frame(); }

    void on_pointer(const platform::PointerEvent& event) override { shell_.on_pointer(event); }
    bool stops_roll(float x, float y) override { return shell_.stops_roll(x, y); }
    void on_wheel(const platform::WheelEvent& event) override { shell_.on_wheel(event); }
    void on_key(platform::Key key, bool down, bool shift) override {
        shell_.on_key(key, down, shift);
    }
    void on_node_activated(platform::NodeId node) override { shell_.on_node_activated(node); }
    void on_text_changed(platform::NodeId field, std::string_view text) override {
        shell_.on_text_changed(field, text);
    }
    void on_node_focused(platform::NodeId node) override { shell_.on_node_focused(node); }
    void on_route_changed(std::string_view route) override { shell_.on_route_changed(route); }

    void on_visible() override {
        portal_.on_visible();
        page_.request_frame();
        set_alarm();
    }
    void on_online() override {
        portal_.on_online();
        set_alarm();
    }

    void on_context_lost() override {
        renderer_->lose();
        pictures_.lose();
    }
    void on_context_restored() override {
        renderer_->restore();
        shell_.on_context_restored();
        page_.request_frame();
    }

private:
    void draw() {
        renderer_->render();
        page_.count_draw();
        if (opened_) return;
        opened_ = true;
        page_.show_first_frame();
    }

    // Whatever may have given the portal something to wait for is followed by this.
    void set_alarm() { page_.set_alarm(portal_.next_tick_ms()); }

    platform::BrowserClock clock_;
    platform::BrowserRandom random_;
    platform::BrowserHttp http_;
    platform::BrowserEventStream events_;
    platform::BrowserStorage storage_;
    platform::BrowserPreferences preferences_;
    platform::BrowserTabs tabs_;
    platform::BrowserPage page_;
    platform::BrowserGlyphs glyphs_;
    platform::BrowserSemantics semantics_;
    platform::BrowserPhotos photos_;
    platform::BrowserPictures pictures_;
    app::Portal portal_{{http_, events_, clock_, random_, storage_, preferences_, photos_, tabs_}};
    ui::Shell shell_{portal_, {page_, glyphs_, semantics_, preferences_, clock_, pictures_}};
    std::optional<Renderer> renderer_;  ///< From `start` on.
    bool opened_ = false;
};

[[noreturn]] void crash(const char* file, int line, const char* condition) {
    char detail[512];
    std::snprintf(detail, sizeof detail, "%s:%d: %s", file, line, condition);
    platform::show_crash(detail);
    std::abort();
}

}  // namespace
}  // namespace yg::client

int main() {
    yg::set_check_handler(yg::client::crash);
    static yg::client::Client client;
    client.start();
    emscripten_runtime_keepalive_push();  // everything else happens in events
    return 0;
}
