package dev.medislot.webapp.doctor;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.booking.BookingQuery;
import dev.medislot.client.doctor.License;
import dev.medislot.client.problem.NotFound;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.webapp.FormErrors;
import dev.medislot.webapp.PagesFor;
import dev.medislot.webapp.Pending;
import dev.medislot.webapp.Tags;
import dev.medislot.webapp.Times;
import dev.medislot.webapp.Visitor;
import dev.medislot.webapp.doctor.Edits.Edit;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

/** The licenses of the doctor. */
@Controller
@PagesFor(Role.DOCTOR)
class LicenseController {

    private static final String PAGE = "/doctor/licenses";
    private static final String TYPED = "typedLicense";
    /** A license that ends within it is shown with the bookings after its end. */
    private static final Period SOON = Period.ofDays(60);

    /** The standing of a license today. */
    enum Standing {
        WAITING, COUNTS, ENDS_SOON, LATER, ENDED
    }

    /**
     * A license as the list shows it.
     *
     * @param stranded the coming bookings in its state after its end, which no later license covers
     */
    record Row(License license, Standing standing, long stranded) {}

    private final Edits edits;
    private final FormErrors errors;

    LicenseController(Edits edits, FormErrors errors) {
        this.edits = edits;
        this.errors = errors;
    }

    @GetMapping(PAGE)
    String page(Visitor visitor, @RequestParam(defaultValue = "") String done, Model model, Locale locale) {
        errors.none(model);
        model.addAttribute("done", done).addAttribute(TYPED, LicenseForm.BLANK);
        return list(visitor, model, locale);
    }

    @PostMapping(PAGE)
    String add(Visitor visitor, @ModelAttribute(TYPED) LicenseForm form, @RequestParam String key, Model model,
            Locale locale) {
        var edit = new Edit("license", PAGE + "?done=added", () -> list(visitor, model, locale));
        return edits.make(visitor, edit, model, locale,
                consequences -> visitor.api()
                        .licenses()
                        .grant(visitor.doctor(), form.request(LocalDate.now(zone(visitor))),
                                Edits.key(key, consequences), consequences)
                        .affectedBookings());
    }

    @GetMapping(PAGE + "/{id}")
    String one(Visitor visitor, @PathVariable UUID id, Model model, Locale locale) {
        errors.none(model);
        return show(visitor, id, null, model, locale);
    }

    @PostMapping(PAGE + "/{id}")
    String change(Visitor visitor, @PathVariable UUID id, @ModelAttribute(TYPED) LicenseForm form,
            @RequestParam String version, Model model, Locale locale) {
        var edit = new Edit("license", PAGE + "?done=changed", () -> show(visitor, id, version, model, locale));
        return edits.make(visitor, edit, model, locale,
                consequences -> visitor.api()
                        .licenses()
                        .change(visitor.doctor(), id, form.patch(LocalDate.now(zone(visitor))), version, consequences)
                        .affectedBookings());
    }

    @PostMapping(PAGE + "/{id}/remove")
    String remove(Visitor visitor, @PathVariable UUID id, @RequestParam String version, Model model, Locale locale) {
        var edit = new Edit("license", PAGE + "?done=removed", () -> one(visitor, id, model, locale));
        try {
            return edits.make(visitor, edit, model, locale,
                    consequences -> visitor.api()
                            .licenses()
                            .revoke(visitor.doctor(), id, version, consequences)
                            .affectedBookings());
        } catch (NotFound _) {
            // a second press of the button
            return "redirect:" + edit.done();
        }
    }

    /**
     * Keeps the input; after a change elsewhere, the next attempt replaces it.
     *
     * @param version the entity tag with which the license was shown; null for the stored one
     */
    private static String show(Visitor visitor, UUID id, @Nullable String version, Model model, Locale locale) {
        var zone = Pending.of(() -> zone(visitor));
        var stored = visitor.api().licenses().getWithTag(visitor.doctor(), id);
        var license = Objects.requireNonNull(stored.getBody());
        if (!model.containsAttribute(TYPED)) {
            model.addAttribute(TYPED, LicenseForm.of(license));
        }
        var isStale = "stale".equals(model.getAttribute("slug"));
        model.addAttribute("license", license);
        model.addAttribute("version", version == null || isStale ? Tags.of(stored) : version);
        model.addAttribute("times", new Times(zone.get(), locale));
        return "webapp/doctor/license";
    }

    private static String list(Visitor visitor, Model model, Locale locale) {
        var asked = Pending
                .of(() -> MedislotClient.all(next -> visitor.api().licenses().list(visitor.doctor(), next)).toList());
        var zone = zone(visitor);
        var today = LocalDate.now(zone);
        model.addAttribute("rows", rows(visitor, asked.get(), today, zone));
        model.addAttribute("times", new Times(zone, locale)).addAttribute("states", UsState.values());
        model.addAttribute("today", today);
        Edits.addKey(model);
        return "webapp/doctor/licenses";
    }

    private static List<Row> rows(Visitor visitor, List<License> licenses, LocalDate today, ZoneId zone) {
        return licenses.stream()
                .map(license -> Pending.of(() -> row(visitor, license, licenses, today, zone)))
                .toList()
                .stream()
                .map(Pending::get)
                .sorted(Comparator.comparing(row -> row.standing() == Standing.ENDED))
                .toList();
    }

    private static Row row(Visitor visitor, License license, List<License> all, LocalDate today, ZoneId zone) {
        var standing = standing(license, today);
        return new Row(license, standing, standing == Standing.ENDS_SOON ? stranded(visitor, license, all, zone) : 0);
    }

    private static Standing standing(License license, LocalDate today) {
        var until = license.validUntil();
        if (until != null && until.isBefore(today)) {
            return Standing.ENDED;
        }
        if (!license.verified()) {
            return Standing.WAITING;
        }
        if (license.validFrom().isAfter(today)) {
            return Standing.LATER;
        }
        return until != null && until.isBefore(today.plus(SOON)) ? Standing.ENDS_SOON : Standing.COUNTS;
    }

    private static long stranded(Visitor visitor, License license, List<License> all, ZoneId zone) {
        var until = Objects.requireNonNull(license.validUntil());
        var query = new BookingQuery(BookingStatus.CONFIRMED, until.plusDays(1).toString(), null, zone,
                visitor.doctor(), null, null, null);
        return MedislotClient.all(next -> visitor.api().bookings().list(query.after(next)))
                .filter(booking -> booking.patientState() == license.state())
                .map(booking -> LocalDate.ofInstant(booking.start(), zone))
                .filter(date -> all.stream().noneMatch(other -> covers(other, license.state(), date)))
                .count();
    }

    private static boolean covers(License license, UsState state, LocalDate date) {
        var until = license.validUntil();
        return license.verified() && license.state() == state && !date.isBefore(license.validFrom())
                && (until == null || !date.isAfter(until));
    }

    private static ZoneId zone(Visitor visitor) {
        return visitor.api().doctors().get(visitor.doctor()).timeZone();
    }
}
