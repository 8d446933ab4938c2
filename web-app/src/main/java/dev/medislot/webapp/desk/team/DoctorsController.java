package dev.medislot.webapp.desk.team;

import dev.medislot.client.Consequences;
import dev.medislot.client.MedislotClient;
import dev.medislot.client.MergePatch;
import dev.medislot.client.booking.Booking;
import dev.medislot.client.doctor.AffectedBooking;
import dev.medislot.client.doctor.DoctorQuery;
import dev.medislot.client.doctor.DoctorStatus;
import dev.medislot.client.doctor.License;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.Conflict;
import dev.medislot.client.problem.InvalidRequest;
import dev.medislot.client.problem.NotFound;
import dev.medislot.client.problem.RuleViolated;
import dev.medislot.client.problem.TryLater;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.PlaceMails;
import dev.medislot.webapp.Tags;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.TypedText;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.desk.PageRefusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The doctors of the clinic: find and add them, their licenses, and whether they work for it. */
@Controller
@PagesFor(Role.STAFF)
class DoctorsController {

    private static final int PAGE = 50;

    /**
     * A license as the page shows it.
     *
     * @param version its entity tag; empty if it is verified
     */
    record Shown(License license, String version) {}

    private final FormErrors errors;

    DoctorsController(FormErrors errors) {
        this.errors = errors;
    }

    @GetMapping("/desk/team")
    String list(Visitor visitor, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after, Model model) {
        var text = TypedText.given(q);
        model.addAttribute("q", q)
                .addAttribute("found", visitor.api().doctors().list(new DoctorQuery(null, null, text, PAGE, after)));
        return "webapp/desk/doctors";
    }

    /** Says which bookings an active doctor would leave behind. */
    @GetMapping("/desk/team/doctors/{id}")
    String one(Visitor visitor, @PathVariable DoctorId id, @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String why, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("done", done).addAttribute("why", why);
        return page(visitor, id, null, model, locale);
    }

    /** @param typed the address of the video room as it was typed; null for the stored one */
    private static String page(Visitor visitor, DoctorId id, @Nullable String typed, Model model, Locale locale) {
        var api = visitor.api();
        var licenses = Pending.of(() -> licenses(api, id));
        var affected = Pending.of(() -> affected(api, id)); // not shown for inactive doctors
        var stored = api.doctors().getWithTag(id);
        var doctor = Objects.requireNonNull(stored.getBody());
        model.addAttribute("version", Tags.of(stored)).addAttribute("doctor", doctor);
        model.addAttribute("videoLink", typed == null ? doctor.videoLink() : typed);
        model.addAttribute("licenses", licenses.get());
        model.addAttribute("affected", doctor.status() == DoctorStatus.ACTIVE ? affected.get() : List.of());
        model.addAttribute("times", visitor.clinicTimes(locale));
        model.addAttribute("zoneName", new Times(doctor.timeZone(), locale).zoneName());
        return "webapp/desk/doctor";
    }

    /** The list has no entity tags, so each license that can be verified here is read with its own. */
    private static List<Shown> licenses(MedislotClient api, DoctorId id) {
        return MedislotClient.all(next -> api.licenses().list(id, next))
                .map(license -> Pending.of(() -> license.verified() ? new Shown(license, "") : shown(api, id, license)))
                .toList()
                .stream()
                .map(Pending::get)
                .toList();
    }

    private static Shown shown(MedislotClient api, DoctorId doctor, License license) {
        try {
            var stored = api.licenses().getWithTag(doctor, license.id());
            return new Shown(Objects.requireNonNull(stored.getBody()), Tags.of(stored));
        } catch (NotFound _) {
            // removed meanwhile; an attempt to verify it reports that
            return new Shown(license, "");
        }
    }

    private static List<AffectedBooking> affected(MedislotClient api, DoctorId id) {
        var preview = api.doctors().change(id, status(DoctorStatus.INACTIVE), null, Consequences.PREVIEW);
        return Objects.requireNonNullElse(preview.affectedBookings(), List.of());
    }

    private static MergePatch status(DoctorStatus status) {
        return MergePatch.of("status", status.name());
    }

    /**
     * Activates or deactivates a doctor.
     *
     * @param version the entity tag of the doctor as they were shown
     * @param bookings {@code keep} or {@code cancel} those that lose their slot
     */
    @PostMapping("/desk/team/doctors/{id}")
    String change(Visitor visitor, @PathVariable DoctorId id, @RequestParam DoctorStatus status,
            @RequestParam String version, @RequestParam(defaultValue = "keep") String bookings) {
        var consequences = bookings.equals("cancel") ? Consequences.CANCEL_BOOKINGS : Consequences.KEEP_BOOKINGS;
        var refusal = PageRefusals.of(() -> visitor.api().doctors().change(id, status(status), version, consequences));
        var isStale = refusal.map(ApiProblem::slug).filter("stale"::equals).isPresent();
        return back(id, isStale ? "why=doctor-changed"
                : PageRefusals.outcome(refusal, status == DoctorStatus.ACTIVE ? "activated" : "deactivated"));
    }

    /**
     * Sets the address of the video room; an empty one removes it.
     *
     * @param version the entity tag of the doctor as they were shown
     * @param bookings {@code edit} to go back to the form; empty if it is only saved if no patient gets a mail about it
     */
    @PostMapping("/desk/team/doctors/{id}/video")
    String changeVideo(Visitor visitor, @PathVariable DoctorId id, @RequestParam String videoLink,
            @RequestParam String version, @RequestParam(defaultValue = "") String bookings, HttpServletRequest request,
            HttpServletResponse response, Model model, Locale locale) {
        if (bookings.equals("edit")) {
            var page = again(visitor, id, videoLink, "", model, locale);
            model.addAttribute("version", version);
            return page;
        }
        var patch = new MergePatch(Map.of()).set("videoLink", TypedText.given(videoLink));
        try {
            var mailed = bookings.isEmpty() ? mailed(visitor.api(), id, patch, version) : List.<Booking>of();
            if (!mailed.isEmpty()) {
                return PlaceMails.ask(mailed, visitor.clinicTimes(locale), request.getRequestURI(),
                        request.getParameterMap(), model);
            }
            visitor.api().doctors().change(id, patch, version, Consequences.KEEP_BOOKINGS);
            return back(id, "done=saved");
        } catch (Conflict _) {
            return again(visitor, id, videoLink, "doctor-changed", model, locale);
        } catch (InvalidRequest | TryLater e) {
            PageRefusals.show(e, errors, "doctor", response, model, locale);
            return page(visitor, id, videoLink, model, locale);
        }
    }

    private String again(Visitor visitor, DoctorId id, String videoLink, String why, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("done", "").addAttribute("why", why);
        return page(visitor, id, videoLink, model, locale);
    }

    /** The visits whose patients get a mail about the change. */
    private static List<Booking> mailed(MedislotClient api, DoctorId id, MergePatch patch, String version) {
        var stored = Pending.of(() -> api.doctors().get(id));
        var changed = api.doctors().change(id, patch, version, Consequences.PREVIEW);
        return PlaceMails.of(api, stored.get(), changed);
    }

    /** @param version the entity tag of the license as it was shown */
    @PostMapping("/desk/team/doctors/{id}/licenses/{license}")
    String verify(Visitor visitor, @PathVariable DoctorId id, @PathVariable UUID license,
            @RequestParam String version) {
        var refusal = PageRefusals.of(() -> visitor.api().licenses().verify(id, license, version));
        return back(id, refusal.isPresent() ? "why=license" : "done=verified");
    }

    private static String back(DoctorId id, String outcome) {
        return "redirect:/desk/team/doctors/%s?%s".formatted(id, outcome);
    }

    @GetMapping("/desk/team/doctors/new")
    String blank(Visitor visitor, Model model, Locale locale) {
        errors.none(model);
        var zone = visitor.clinic().timeZone();
        return form(DoctorForm.blank(zone), zone, model, locale);
    }

    @PostMapping("/desk/team/doctors/new")
    String add(Visitor visitor, @ModelAttribute("form") DoctorForm form, HttpServletResponse response, Model model,
            Locale locale) {
        try {
            var doctor = visitor.api().doctors().register(form.doctor(), form.key());
            return back(doctor.id(), "done=doctor-added");
        } catch (InvalidRequest | Conflict | RuleViolated | TryLater e) {
            errors.refuse(e, "doctor", response, model, locale);
            return form(e instanceof TryLater ? form : form.withKey(UUID.randomUUID().toString()), form.timeZone(),
                    model, locale);
        }
    }

    private static String form(DoctorForm form, ZoneId zone, Model model, Locale locale) {
        model.addAttribute("form", form).addAttribute("zones", Times.usual(zone, locale));
        return "webapp/desk/doctor-new";
    }
}
