package dev.medislot.notification.reminder;

import dev.medislot.common.ProblemType;
import dev.medislot.notification.letter.Pages;
import dev.medislot.notification.mail.MuteLinks;
import dev.medislot.notification.mail.MuteSecret;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The link in a reminder that switches reminders off: by its page for people, in one click for mail programs. */
@RestController
@RequestMapping("/api/v1/reminders")
@Tag(name = "Reminders")
class MuteController {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final MuteReminders muteReminders;
    private final MuteLinks links;
    private final Contacts contacts;
    private final Pages pages;

    MuteController(MuteReminders muteReminders, MuteLinks links, Contacts contacts, Pages pages) {
        this.muteReminders = muteReminders;
        this.links = links;
        this.contacts = contacts;
        this.pages = pages;
    }

    @OpenToAll
    @GetMapping("/{secret}")
    @Operation(operationId = "getMutePage", summary = "Get the page that asks whether to switch reminders off",
            description = """
                    The page has a button and changes nothing by itself, because mail scanners open links. It says so \
                    if the link no longer works.""")
    @Answers(value = String.class, mediaType = "text/html", headers = HttpHeaders.CACHE_CONTROL)
    ResponseEntity<String> ask(@PathVariable String secret, Locale locale) {
        return page(language(new MuteSecret(secret)).map(pages::askToMute)
                .orElseGet(() -> pages.linkNoLongerWorks(locale.toLanguageTag())));
    }

    /** @param click what a mail program posts: {@code One-Click} */
    @OpenToAll
    @PostMapping("/{secret}")
    @Operation(operationId = "muteReminders", summary = "Switch reminders off with the link of a reminder",
            description = """
                    For the button of the page and for mail programs (RFC 8058): the body may be a form with \
                    `List-Unsubscribe=One-Click`, or anything else. The reminders of the person stop at once, and \
                    their profile says `reminders` false soon after. A repeat changes nothing.""")
    @Answers(value = String.class, mediaType = "text/html", headers = HttpHeaders.CACHE_CONTROL)
    @Refusals(ProblemType.NOT_FOUND)
    ResponseEntity<String> mute(@PathVariable String secret,
            @Parameter(hidden = true) @RequestParam(name = "List-Unsubscribe",
                    required = false) @Nullable String click) {
        var link = new MuteSecret(secret);
        var language = language(link).orElseThrow(Refused::notFound);
        muteReminders.mute(link);
        return page(pages.muted(language));
    }

    /** The language of the link's reader; empty if the link no longer works. */
    private Optional<String> language(MuteSecret secret) {
        return links.recipient(secret)
                .map(contacts::addressee)
                .flatMap(addressee -> addressee instanceof Reachable reachable ? Optional.of(reachable.to().language())
                        : Optional.empty());
    }

    private static ResponseEntity<String> page(String html) {
        return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noStore()).body(html);
    }
}
