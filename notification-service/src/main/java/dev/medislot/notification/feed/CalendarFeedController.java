package dev.medislot.notification.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.ProblemType;
import dev.medislot.common.Role;
import dev.medislot.notification.access.Accesses;
import dev.medislot.notification.access.PatientData;
import dev.medislot.notification.letter.Appointment;
import dev.medislot.notification.letter.Attendances;
import dev.medislot.notification.letter.Calendars;
import dev.medislot.notification.letter.ClinicProperties;
import dev.medislot.notification.letter.LetterProperties;
import dev.medislot.notification.letter.Owner;
import dev.medislot.notification.projection.Booking;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.notification.projection.Contact;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.idempotency.OnceAnswer;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives a patient or doctor an address that any calendar program can follow, and takes it away again. */
@RestController
@RequestMapping("/api/v1/calendar")
@Tag(name = "Calendar feeds")
class CalendarFeedController {

    /** The caller's feed; only the answer to its creation has the address, with which anyone can read it. */
    @Schema(name = "CalendarFeed")
    record View(@Nullable URI address, Instant createdAt) {}

    private static final Duration PAST_SHOWN = Duration.ofDays(90);
    private static final MediaType CALENDAR = new MediaType("text", "calendar", UTF_8);
    private static final String NO_BODY = "";

    private final CreateFeed createFeed;
    private final CalendarFeeds feeds;
    private final Contacts contacts;
    private final Bookings bookings;
    private final LetterProperties settings;
    private final ClinicProperties clinic;
    private final Attendances attendances;
    private final Accesses accesses;
    private final Clock clock;

    CalendarFeedController(CreateFeed createFeed, CalendarFeeds feeds, Contacts contacts, Bookings bookings,
            LetterProperties settings, ClinicProperties clinic, Attendances attendances, Accesses accesses,
            Clock clock) {
        this.createFeed = createFeed;
        this.feeds = feeds;
        this.contacts = contacts;
        this.bookings = bookings;
        this.settings = settings;
        this.clinic = clinic;
        this.attendances = attendances;
        this.accesses = accesses;
        this.clock = clock;
    }

    @GetMapping
    @Operation(operationId = "getCalendarFeed", summary = "Get the caller's feed", description = """
            The answer has no `address`: only a digest of it is stored. Create the feed again for a new address.""")
    @Refusals(ProblemType.NOT_FOUND)
    View find(Caller caller) {
        return feeds.findById(caller.id()).map(feed -> new View(null, feed.createdAt())).orElseThrow(Refused::notFound);
    }

    @PostMapping
    @Operation(operationId = "createCalendarFeed", summary = "Create a feed, or replace its address", description = """
            An earlier address of the feed stops working. Anyone who knows the address can read the feed, and no \
            later answer shows it, so keep it, and keep it secret. Staff have no feed.""")
    @Answers(value = View.class, status = 201, headers = HttpHeaders.LOCATION)
    @Refusals(ProblemType.FORBIDDEN)
    ResponseEntity<?> create(IdempotencyKey key, Caller caller) {
        if (caller.role() == Role.STAFF) {
            throw Refused.forbidden();
        }
        return OnceAnswer.of(createFeed.create(caller.id(), key.on(NO_BODY)), feed -> {
            var address = address(feed.secret());
            return ResponseEntity.created(address).body(new View(address, feed.createdAt()));
        });
    }

    @DeleteMapping
    @Operation(operationId = "removeCalendarFeed", summary = "Remove the caller's feed", description = """
            The address stops working.""")
    @Answers(status = 204)
    ResponseEntity<Void> remove(Caller caller) {
        feeds.remove(caller.id());
        return ResponseEntity.noContent().build();
    }

    @OpenToAll
    @GetMapping("/{secret}.ics")
    @Operation(operationId = "readCalendarFeed", summary = "Read a feed's appointments as iCalendar", description = """
            For calendar programs: the appointments of the last 90 days and all later ones, as iCalendar (RFC 5545); \
            those of dependents are in the feed of their guardian.""")
    @Answers(value = String.class, mediaType = "text/calendar", headers = HttpHeaders.CACHE_CONTROL)
    ResponseEntity<String> read(@PathVariable String secret) {
        var feed = feeds.findByHash(new FeedSecret(secret).hash()).orElseThrow(Refused::notFound);
        var owner = contacts.find(feed.personId()).orElseThrow(Refused::notFound);
        var dependents = contacts.dependents(owner.personId())
                .stream()
                .collect(Collectors.toMap(Contact::personId, Function.identity()));
        var shown = shown(owner, dependents.keySet());
        if (owner.role() == Role.DOCTOR) {
            accesses.readFeed(owner.personId(), feed.createdAt(),
                    shown.stream().map(booking -> new PatientData(booking.patient(), booking.id())).toList());
        }
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(Calendars.feed(clinic.name(), owner.timeZone(), appointments(shown, owner, dependents),
                        settings.organizer()));
    }

    private List<Booking> shown(Contact owner, Set<UUID> dependents) {
        var patients = Stream.concat(Stream.of(owner.personId()), dependents.stream()).toList();
        return bookings.notCancelledOf(owner.personId(), patients, clock.instant().minus(PAST_SHOWN));
    }

    private List<Appointment> appointments(List<Booking> shown, Contact owner, Map<UUID, Contact> dependents) {
        var others = contacts.all(shown.stream().map(booking -> other(booking, owner.personId())).toList());
        return shown.stream()
                .map(booking -> appointment(booking, owner, dependents.get(booking.patient().value()),
                        others.get(other(booking, owner.personId()))))
                .toList();
    }

    private Appointment appointment(Booking booking, Contact reader, @Nullable Contact dependent,
            @Nullable Contact other) {
        var owner = Owner.in(reader, dependent == null ? null : dependent.name());
        var attendance = attendances.of(booking.mode(), booking.id(), reader, dependent == null ? reader : dependent,
                other);
        var page = settings.bookingPage(booking.id(), reader.role());
        return new Appointment(booking.id(), booking.inviteVersion(), booking.changedAt(), booking.start(),
                booking.end(), owner.title(other == null ? null : other.name()), reader.timeZone(),
                owner.pageNote(page), attendance, page);
    }

    private static UUID other(Booking booking, UUID person) {
        return person.equals(booking.doctor().value()) ? booking.patient().value() : booking.doctor().value();
    }

    private URI address(FeedSecret secret) {
        return settings.webAddress().resolve("/api/v1/calendar/" + secret.text() + ".ics");
    }
}
