package dev.medislot.booking.projection;

import dev.medislot.booking.claim.FreedTimes;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.common.event.UnreadableEvent;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.Projection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The slots of each doctor's day and the states whose patients may book them. A day without slots keeps its row, with
 * its version.
 */
@Repository
class DoctorDays implements Projection {

    /** @param starts the states of each start, by its minute since 1970 */
    private record KeptVisit(UUID id, String name, VisitMode mode, int minutes, int before, int after,
            Map<String, Long> starts, @Nullable UsState state) {

        static KeptVisit of(SchedulePublished.Visit visit, SchedulePublished day) {
            var starts = new TreeMap<String, Long>();
            for (var start : visit.starts()) {
                var states = day.statesAt(start);
                if (visit.state() != null) {
                    states.retainAll(Set.of(visit.state()));
                }
                starts.put(String.valueOf(start.getEpochSecond() / 60), UsState.mask(states));
            }
            return new KeptVisit(visit.visitTypeId(), visit.name(), visit.mode(), visit.minutes(), visit.bufferBefore(),
                    visit.bufferAfter(), starts, visit.state());
        }
    }

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DoctorDays(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    @KafkaListener(topics = Topics.SCHEDULES, concurrency = "2")
    void receive(ConsumerRecord<String, byte[]> record) {
        var event = ReceivedEvent.of(record);
        keep(event);
        publishPlace(event);
    }

    /** Publishes the place of a repeated event too, because a crash may have followed the first. */
    private void publishPlace(ReceivedEvent event) {
        var day = event.isTombstone() ? null : event.as(SchedulePublished.class);
        if (day != null && day.visits().stream().anyMatch(visit -> visit.state() != null)) {
            events.publishEvent(new PlacePublished(new DoctorId(day.doctorId()), day.date()));
        }
    }

    @Override
    public String topic() {
        return Topics.SCHEDULES;
    }

    @Override
    public String kept() {
        return """
                select doctor_id || '/' || date as key, version from doctor_day
                where (starts <> '{}' or visits is not null)
                """;
    }

    @Override
    public int keep(ReceivedEvent event) {
        if (event.isTombstone()) {
            return empty(event.key(), event.sequence());
        }
        var day = event.as(SchedulePublished.class);
        return store(new DoctorId(day.doctorId()), day.date(), event.sequence(), day.slots(),
                UsState.mask(day.licensedStates()), slotStates(day), visits(day));
    }

    /** The visits of a day in the form of the table; null for a day of the default visit. */
    private @Nullable String visits(SchedulePublished day) {
        return day.visits().isEmpty() ? null
                : json.writeValueAsString(day.visits().stream().map(visit -> KeptVisit.of(visit, day)).toList());
    }

    private int empty(String day, long version) {
        var doctorAndDate = day.split("/", 2);
        try {
            return store(new DoctorId(UUID.fromString(doctorAndDate[0])), LocalDate.parse(doctorAndDate[1]), version,
                    List.of(), 0, null, null);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new UnreadableEvent("Not a key of a doctor's day", e);
        }
    }

    private int store(DoctorId doctor, LocalDate date, long version, List<SlotTime> slots, long licensed,
            Long @Nullable [] slotStates, @Nullable String visits) {
        return jdbc.sql("""
                with stored as (
                    insert into doctor_day as kept (doctor_id, date, version, starts, ends, licensed, slot_states,
                                                    slot_states_version, visits, visits_version)
                    values (:doctor, :date, :version, :starts::timestamptz[], :ends::timestamptz[], :licensed,
                            :slotStates::bigint[], :version, :visits::jsonb, :version)
                    on conflict (doctor_id, date) do update
                    set version = excluded.version, starts = excluded.starts, ends = excluded.ends,
                        licensed = excluded.licensed, slot_states = excluded.slot_states,
                        slot_states_version = excluded.slot_states_version, visits = excluded.visits,
                        visits_version = excluded.visits_version
                    where kept.version < excluded.version
                    or (kept.version = excluded.version and (kept.starts, kept.ends, kept.licensed, kept.slot_states,
                                                          kept.visits)
                        is distinct from (excluded.starts, excluded.ends, excluded.licensed, excluded.slot_states,
                                          excluded.visits))
                    or (kept.version = excluded.version and kept.visits is not null
                        and kept.visits_version is distinct from kept.version)
                    or (kept.version = excluded.version and kept.slot_states is not null
                        and kept.slot_states_version is distinct from kept.version)
                    returning old as former, new as day
                ), freed as (%s)
                select count(*) from stored
                """.formatted(FreedTimes.insertNewTimeOf("stored")))
                .param("doctor", doctor)
                .param("date", date)
                .param("version", version)
                .param("starts", times(slots, SlotTime::start))
                .param("ends", times(slots, SlotTime::end))
                .param("licensed", licensed)
                .param("slotStates", slotStates)
                .param("visits", visits)
                .param("now", clock.instant())
                .query(Integer.class)
                .single();
    }

    /** The states of each slot; null if all slots have the same. */
    private static Long @Nullable [] slotStates(SchedulePublished day) {
        return day.partlyLicensed().isEmpty() ? null
                : day.slots().stream().map(slot -> UsState.mask(day.statesAt(slot.start()))).toArray(Long[]::new);
    }

    private static String[] times(List<SlotTime> slots, Function<SlotTime, Instant> edge) {
        return slots.stream().map(slot -> edge.apply(slot).toString()).toArray(String[]::new);
    }
}
