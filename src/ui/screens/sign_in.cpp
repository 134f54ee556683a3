// Signing in, part of 我的 while nobody is: number, one-time code, for staff the second step; in
// demo mode the sample accounts below.
#include <string>

#include "domain/person/person.hpp"
#include "generated/icons.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/choice.hpp"
#include "ui/kit/field.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

using domain::Field;
using platform::FieldKind;

std::string wait_words(std::int64_t wait_s) {
    if (wait_s <= minute_ms / second_ms) return format(tr("sign_in.seconds"), {{"n", wait_s}});
    // Rounded up: who comes back then is not sent away again.
    return duration_text(wait_s * second_ms + minute_ms - 1);
}

/// What is wrong with a field, and what the server said about trying again; empty when it is right.
std::string error_of(const app::SignIn& form, Field wrong) {
    std::string words(field_error(form.refusals, wrong));
    if (words.empty()) return words;
    if (form.tries_left > 0) {
        words += " " + format(tr("sign_in.tries_left"), {{"n", form.tries_left}});
    }
    if (form.wait_s > 0) {
        words += " " + format(tr("sign_in.wait"), {{"time", wait_words(form.wait_s)}});
    }
    return words;
}

/// Of the whole form: the network, work that waits on the phone, an account that can't sign in.
void draw_form_error(Kit& kit, const app::SignIn& form) {
    const std::string words = error_of(form, Field::form);
    if (!words.empty()) banner(kit, words, Tone::bad, icon::alert_triangle);
}

/// The text is one tap away, in a page of its own; what was typed stays.
void draw_text_link(Screen& screen) {
    if (button(screen.kit, tr("consent.read"),
               {.kind = ButtonKind::ghost,
                .icon = icon::shield,
                .small = true,
                .href = "#/me/privacy"})) {
        screen.navigation.go("/me/privacy");
    }
}

void draw_consent(Screen& screen, app::SignIn& form) {
    Kit& kit = screen.kit;
    const std::string_view error = field_error(form.refusals, Field::consent);
    if (check_row(kit, tr("consent.agree"), form.agreed, error)) {
        form.agreed = !form.agreed;
        screen.portal.sign_in_typed(Field::consent);
        kit.page().request_frame();
    }
    kit.space(-8);
    draw_text_link(screen);
}

void draw_phone_step(Screen& screen, app::SignIn& form) {
    Kit& kit = screen.kit;
    const std::string error = error_of(form, Field::phone);
    const bool typed = field(kit,
                             {.label = tr("sign_in.phone"),
                              .kind = FieldKind::telephone,
                              .hint = tr("sign_in.phone_hint"),
                              .error = error,
                              .required = true,
                              .submits = true},
                             form.phone);
    if (typed) screen.portal.sign_in_typed(Field::phone);
    draw_consent(screen, form);
    const bool pressed =
        button(kit, tr("sign_in.get_code"), {.icon = icon::send, .busy = form.busy});
    if (pressed || (entered(kit, tr("sign_in.phone")) && !form.busy)) {
        screen.portal.request_code();
    }
}

/// Counts the seconds: a frame for each while it does, and none otherwise.
void draw_countdown(Kit& kit, DurationMs wait_ms) {
    const std::int64_t seconds = (wait_ms + second_ms - 1) / second_ms;
    kit.wake_at(kit.now_ms() + static_cast<double>(wait_ms - (seconds - 1) * second_ms));
    small_text(kit, format(tr("sign_in.resend_in"), {{"n", seconds}}));
}

void draw_resend(Screen& screen, const app::SignIn& form) {
    Kit& kit = screen.kit;
    const DurationMs wait_ms = screen.portal.resend_wait_ms();
    if (button(kit, tr("sign_in.resend"),
               {.kind = ButtonKind::secondary,
                .icon = icon::refresh,
                .disabled = form.busy || wait_ms > 0})) {
        screen.portal.request_code();
    }
    if (wait_ms > 0) draw_countdown(kit, wait_ms);
    const std::string error = error_of(form, Field::phone);
    if (!error.empty()) error_text(kit, error);
}

void draw_demo_code(Kit& kit, const app::SignIn& form) {
    if (form.demo_code.empty()) return;
    const std::string words = format(tr("sign_in.demo_code"), {{"code", form.demo_code}});
    banner(kit, words, Tone::go, icon::info_circle);
}

void draw_change_phone(Screen& screen, const app::SignIn& form) {
    if (button(screen.kit, tr("sign_in.change_phone"),
               {.kind = ButtonKind::ghost, .disabled = form.busy})) {
        screen.portal.change_phone();
    }
}

void draw_code_step(Screen& screen, app::SignIn& form) {
    Kit& kit = screen.kit;
    const std::string sent =
        format(tr("sign_in.sent_to"), {{"phone", domain::masked_phone(form.sent_to)}});
    text(kit, sent, {.role = NodeRole::status});
    draw_demo_code(kit, form);
    const std::string error = error_of(form, Field::code);
    const bool typed = field(kit,
                             {.label = tr("sign_in.code"),
                              .kind = FieldKind::one_time_code,
                              .hint = tr("sign_in.code_hint"),
                              .error = error,
                              .required = true,
                              .submits = true},
                             form.code);
    if (typed) screen.portal.sign_in_typed(Field::code);
    const bool pressed =
        button(kit, tr("sign_in.sign_in"), {.icon = icon::login, .busy = form.busy});
    if (pressed || (entered(kit, tr("sign_in.code")) && !form.busy)) {
        screen.portal.finish_sign_in();
    }
    draw_resend(screen, form);
    draw_change_phone(screen, form);
}

void draw_totp_step(Screen& screen, app::SignIn& form) {
    Kit& kit = screen.kit;
    const std::string error = error_of(form, Field::totp);
    const bool typed = field(kit,
                             {.label = tr("sign_in.totp"),
                              .kind = FieldKind::one_time_code,
                              .hint = tr("sign_in.totp_hint"),
                              .error = error,
                              .required = true,
                              .submits = true},
                             form.totp);
    if (typed) screen.portal.sign_in_typed(Field::totp);
    const bool pressed =
        button(kit, tr("sign_in.sign_in"), {.icon = icon::login, .busy = form.busy});
    if (pressed || (entered(kit, tr("sign_in.totp")) && !form.busy)) {
        screen.portal.finish_sign_in();
    }
    draw_change_phone(screen, form);
}

void draw_form(Screen& screen) {
    Kit& kit = screen.kit;
    app::SignIn& form = screen.portal.sign_in_form();
    draw_form_error(kit, form);
    const Card card(kit);
    text(kit, tr("me.signed_out"), {.style = TextStyle::body_strong});
    kit.space(-8);
    small_text(kit, tr("me.signed_out_hint"));
    switch (form.step) {
        case app::SignInStep::phone:
            return draw_phone_step(screen, form);
        case app::SignInStep::code:
            return draw_code_step(screen, form);
        case app::SignInStep::totp:
            return draw_totp_step(screen, form);
    }
}

void draw_sample_accounts(Screen& screen, const app::Me& me) {
    Kit& kit = screen.kit;
    section(kit, tr("me.demo_accounts"));
    kit.space(-6);
    small_text(kit, tr("me.demo_hint"));
    kit.space(-6);
    small_text(kit, tr("consent.by_signing_in"));
    // Beside it, unless the form above has it.
    if (screen.portal.sign_in_form().step != app::SignInStep::phone) draw_text_link(screen);
    const std::string_view wrong = first_error(me.sign_in.refusals);
    if (!wrong.empty()) {
        banner(kit, wrong, Tone::bad, icon::alert_triangle);
    } else if (me.sign_in.state == app::Action::State::not_saved) {
        banner(kit, tr("me.sign_in_failed"), Tone::bad, icon::alert_triangle);
    }
    const Card card(kit, {.gap = 4});
    if (me.sign_in.busy()) {
        text(kit, tr("me.signing_in"), {.role = NodeRole::status});
        return;
    }
    if (me.accounts_loading) text(kit, tr("state.loading"), {.role = NodeRole::status});
    bool first = true;
    for (const app::SampleAccount& account : me.sample_accounts) {
        if (!first) divider(kit);
        first = false;
        const bool pressed = list_row(kit, {.title = account.name,
                                            .detail = words_of(account.role),
                                            .icon = icon::user,
                                            .icon_tone = Tone::go,
                                            .chevron = true,
                                            .id = account.id.text()});
        if (pressed) screen.portal.sign_in(account.id);
    }
}

}  // namespace

void draw_sign_in(Screen& screen, const app::Me& me) {
    Kit& kit = screen.kit;
    draw_form(screen);
    if (me.sample_accounts.empty() && !screen.open.asked_accounts) {
        screen.open.asked_accounts = true;
        screen.portal.load_sample_accounts();
    }
    if (me.demo) return draw_sample_accounts(screen, me);
    if (me.accounts_failed && !me.accounts_loading &&
        button(kit, tr("action.retry"), {.kind = ButtonKind::secondary, .icon = icon::refresh})) {
        screen.portal.load_sample_accounts();
    }
}

}  // namespace yg::ui
