package dev.medislot.webapp.doctor;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.medislot.client.Consequences;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.MergePatch;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.doctor.DoctorVisitTypes;
import dev.medislot.client.doctor.DoctorVisitTypes.Chosen;
import dev.medislot.client.doctor.NewDoctorVisitTypes;
import dev.medislot.client.doctor.VisitType;
import dev.medislot.client.problem.FieldError;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.PlaceMails;
import dev.medislot.webapp.Tags;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.doctor.Edits.Edit;
import dev.medislot.webapp.doctor.Edits.Effects;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The visits that the doctor offers, when they begin, and where they take place. */
@Controller
@PagesFor(Role.DOCTOR)
class PracticeController {

    private static final String PAGE = "/doctor/visits";
    private static final String TYPED = "practice";
    private static final int MAX_TYPES = 200;
    private static final int MAX_UPCOMING = 100;

    /**
     * A visit type of the clinic.
     *
     * @param minutes the doctor's own length as it was typed; empty for that of the type
     * @param wrong whether the API refused that length
     */
    record Offer(VisitType type, boolean chosen, String minutes, boolean wrong) {}

    private final Edits edits;
    private final FormErrors errors;

    PracticeController(Edits edits, FormErrors errors) {
        this.edits = edits;
        this.errors = errors;
    }

    @GetMapping(PAGE)
    String page(Visitor visitor, @RequestParam(defaultValue = "") String done, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("done", done);
        return show(visitor, null, null, null, model, locale);
    }

    /** @param form of each chosen type, the field with its id has the doctor's own length */
    @PostMapping(PAGE + "/types")
    String types(Visitor visitor, @RequestParam(defaultValue = "") List<UUID> chosen,
            @RequestParam Map<String, String> form, @RequestParam String version, Model model, Locale locale) {
        var typed = new LinkedHashMap<UUID, String>();
        chosen.forEach(id -> typed.put(id, form.getOrDefault(id.toString(), "")));
        var wanted = wanted(typed);
        var edit = new Edit("types", PAGE + "?done=types", () -> show(visitor, typed, version, null, model, locale));
        return edits.make(visitor, edit, model, locale,
                consequences -> visitor.api()
                        .visitTypes()
                        .choose(visitor.doctor(), wanted, version, consequences)
                        .affectedBookings());
    }

    private static NewDoctorVisitTypes wanted(Map<UUID, String> typed) {
        return new NewDoctorVisitTypes(
                typed.entrySet().stream().map(type -> new Chosen(type.getKey(), minutes(type.getValue()))).toList());
    }

    /** The API refuses zero, which stands for text that is not a number. */
    private static @Nullable Integer minutes(String typed) {
        if (typed.isBlank()) {
            return null;
        }
        return typed.strip().matches("\\d{1,4}") ? Integer.valueOf(typed.strip()) : Integer.valueOf(0);
    }

    @PostMapping(PAGE)
    String practice(Visitor visitor, @ModelAttribute(TYPED) PracticeForm form, @RequestParam String version,
            Model model, Locale locale) {
        var edit = new Edit("practice", PAGE + "?done=practice",
                () -> show(visitor, null, null, version, model, locale));
        return edits.makeWithMails(visitor, edit, model, locale,
                consequences -> effects(visitor, form.patch(), version, consequences));
    }

    /** A preview also tells whose patients get a mail about another place or video link. */
    private static Effects effects(Visitor visitor, MergePatch patch, String version, Consequences consequences) {
        if (!consequences.equals(Consequences.PREVIEW)) {
            return Effects.of(change(visitor, patch, version, consequences).affectedBookings(), List.of());
        }
        var stored = Pending.of(() -> visitor.api().doctors().get(visitor.doctor()));
        var changed = change(visitor, patch, version, consequences);
        return Effects.of(changed.affectedBookings(), PlaceMails.of(visitor.api(), stored.get(), changed));
    }

    private static Doctor change(Visitor visitor, MergePatch patch, String version, Consequences consequences) {
        return visitor.api().doctors().change(visitor.doctor(), patch, version, consequences);
    }

    /**
     * Shows both forms.
     *
     * @param typed the chosen visit types with their typed lengths; null for the stored ones
     * @param typesVersion the entity tag with which they were shown
     * @param version the entity tag with which the doctor was shown; null for the stored one
     */
    private static String show(Visitor visitor, @Nullable Map<UUID, String> typed, @Nullable String typesVersion,
            @Nullable String version, Model model, Locale locale) {
        var api = visitor.api();
        var askedTypes = Pending.of(() -> api.visitTypes().ofWithTag(visitor.doctor()));
        var known = Pending.of(() -> types(api));
        var noLink = Pending.of(() -> withoutLink(visitor));
        var doctor = api.doctors().getWithTag(visitor.doctor());
        var types = askedTypes.get();
        var profile = Objects.requireNonNull(doctor.getBody());
        if (!model.containsAttribute(TYPED)) {
            model.addAttribute(TYPED, PracticeForm.of(profile));
        }
        var isStale = "stale".equals(model.getAttribute("slug"));
        model.addAttribute("offers", offers(known.get(), typed == null ? chosen(types.getBody()) : typed,
                typed == null ? Set.of() : wrong(typed, model.getAttribute("fields"))));
        model.addAttribute("typesVersion", typesVersion == null || isStale ? Tags.of(types) : typesVersion);
        model.addAttribute("version", version == null || isStale ? Tags.of(doctor) : version);
        model.addAttribute("doctor", profile).addAttribute("states", UsState.values());
        model.addAttribute("noLink", noLink.get());
        model.addAttribute("zones", Times.usual(profile.timeZone(), locale));
        return "webapp/doctor/practice";
    }

    /** The number of coming video visits without a link to join. */
    private static long withoutLink(Visitor visitor) {
        var upcoming = new BookingQuery(BookingStatus.CONFIRMED, Instant.now().toString(), null, null, visitor.doctor(),
                null, MAX_UPCOMING, null);
        return visitor.api()
                .bookings()
                .list(upcoming)
                .items()
                .stream()
                .filter(visit -> visit.mode() == VisitMode.VIDEO && visit.joinUrl() == null)
                .count();
    }

    private static Map<UUID, String> chosen(@Nullable DoctorVisitTypes types) {
        return Objects.requireNonNull(types)
                .items()
                .stream()
                .collect(toMap(Chosen::visitTypeId, it -> it.minutes() == null ? "" : it.minutes().toString()));
    }

    private static List<VisitType> types(MedislotClient api) {
        return MedislotClient.all(next -> api.visitTypes().list(next))
                .filter(VisitType::active)
                .limit(MAX_TYPES)
                .toList();
    }

    /** The chosen types whose lengths were refused; fields such as {@code items[0].minutes} count them. */
    private static Set<UUID> wrong(Map<UUID, String> typed, @Nullable Object fields) {
        if (!(fields instanceof List<?> refused)) {
            return Set.of();
        }
        var names = refused.stream().map(field -> ((FieldError) field).field()).toList();
        var ids = List.copyOf(typed.keySet());
        return IntStream.range(0, ids.size())
                .filter(index -> names.contains("items[%d].minutes".formatted(index)))
                .mapToObj(ids::get)
                .collect(toSet());
    }

    private static List<Offer> offers(List<VisitType> types, Map<UUID, String> chosen, Set<UUID> wrong) {
        return types.stream()
                .map(type -> new Offer(type, chosen.containsKey(type.id()), chosen.getOrDefault(type.id(), ""),
                        wrong.contains(type.id())))
                .toList();
    }
}
