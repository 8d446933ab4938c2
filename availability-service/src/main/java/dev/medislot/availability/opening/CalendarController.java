package dev.medislot.availability.opening;

import static java.util.stream.Collectors.groupingBy;

import dev.medislot.availability.schedule.ScheduleProperties;
import dev.medislot.availability.schedule.Schedules;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.json.PlausibleDate;
import dev.medislot.web.problem.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/doctors/{id}")
@Tag(name = "Calendar")
class CalendarController {

    private static final int MAX_DAYS = 92;
    private static final int DAYS = 14;
    private static final String OPEN_FOR = """
            An `OPEN` slot can be booked by patients of the day's `states`, where a license is valid at each of its \
            slots, on the local date in that state. On a day on which a license begins or ends, a slot has \
            `furtherStates`, whose patients can book it but not every slot of the day. Without any state, no patient \
            can book it. A held slot is `OPEN` for the patient who holds it, and `BOOKED` for all others.""";

    /** @param states the states in which the doctor is licensed all that day; their patients can book open slots */
    record DoctorDay(DoctorId doctorId, ZoneId timeZone, LocalDate date, Set<UsState> states,
            List<CalendarSlot> slots) {}

    /** Has a day for every requested date, empty ones too. */
    record DoctorCalendar(DoctorId doctorId, ZoneId timeZone, List<CalendarDay> days) {}

    private final Calendars calendars;
    private final Schedules schedules;
    private final ScheduleProperties settings;
    private final Clock clock;

    CalendarController(Calendars calendars, Schedules schedules, ScheduleProperties settings, Clock clock) {
        this.calendars = calendars;
        this.schedules = schedules;
        this.settings = settings;
        this.clock = clock;
    }

    @OpenToAll
    @GetMapping("/day")
    @Operation(operationId = "getDoctorDay", summary = "Get a doctor's calendar of one date (default: today)",
            description = OPEN_FOR)
    DoctorDay day(@PathVariable UUID id, @RequestParam(required = false) @Nullable @PlausibleDate LocalDate date,
            Optional<Caller> caller) {
        var slotSettings = schedules.get(new DoctorId(id));
        var day = calendar(slotSettings, date == null ? today(slotSettings) : date, 1, caller).getFirst();
        return new DoctorDay(slotSettings.doctor(), slotSettings.timeZone(), day.date(), day.states(), day.slots());
    }

    @OpenToAll
    @GetMapping("/calendar")
    @Operation(operationId = "getDoctorCalendar",
            summary = "Get a doctor's calendar between two dates, both included (default: two weeks from today)",
            description = "The range has at most 92 days. " + OPEN_FOR)
    DoctorCalendar calendar(@PathVariable UUID id,
            @RequestParam(required = false) @Nullable @PlausibleDate LocalDate from,
            @RequestParam(required = false) @Nullable @PlausibleDate LocalDate to, Optional<Caller> caller) {
        var slotSettings = schedules.get(new DoctorId(id));
        var first = from == null ? today(slotSettings) : from;
        var last = to == null ? first.plusDays(DAYS - 1) : to;
        return new DoctorCalendar(slotSettings.doctor(), slotSettings.timeZone(),
                calendar(slotSettings, first, days(first, last), caller));
    }

    private static int days(LocalDate first, LocalDate last) {
        var days = last.toEpochDay() - first.toEpochDay() + 1;
        if (days < 1 || days > MAX_DAYS) {
            throw Refused.invalid("to", "must not be before from; a range has at most %d days".formatted(MAX_DAYS));
        }
        return (int) days;
    }

    private LocalDate today(SlotSettings slotSettings) {
        return LocalDate.ofInstant(clock.instant(), slotSettings.timeZone());
    }

    private List<CalendarDay> calendar(SlotSettings slotSettings, LocalDate from, int days, Optional<Caller> caller) {
        var until = from.plusDays(days);
        var slots = slots(slotSettings, from, until, caller);
        var licenses = schedules.licenses(slotSettings.doctor());
        return from.datesUntil(until)
                .map(date -> CalendarDay.of(date, slots.getOrDefault(date, List.of()), slotSettings.timeZone(),
                        licenses))
                .toList();
    }

    private Map<LocalDate, List<CalendarSlot>> slots(SlotSettings slotSettings, LocalDate from, LocalDate until,
            Optional<Caller> caller) {
        var now = clock.instant();
        return calendars
                .of(slotSettings, from, until, now, now.plus(settings.minimumNotice()).plusNanos(1_000),
                        LiveHolds.patient(caller))
                .stream()
                .collect(groupingBy(slot -> LocalDate.ofInstant(slot.start(), slotSettings.timeZone())));
    }
}
