package dev.medislot.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.medislot.common.ProblemType;
import dev.medislot.common.UsState;
import dev.medislot.service.api.Answers;
import dev.medislot.service.api.Patches;
import dev.medislot.service.api.Refusals;
import dev.medislot.service.idempotency.IdempotencyKey;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.OpenToAll;
import dev.medislot.web.Cursor;
import dev.medislot.web.Items;
import dev.medislot.web.Page;
import dev.medislot.web.json.OneLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@SpringBootApplication
public class SmallService {

    record Visit(@NotBlank @OneLine String doctor, @NotNull LocalDate date, @Nullable String note,
            @Nullable @Valid Address address, @Nullable Map<DayOfWeek, List<@NotNull @Valid Window>> week) {}

    /** @param from left out where it is missing */
    record Seen(UUID id, @Nullable String doctor, @Nullable UsState state, LocalDateTime at,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate from) {}

    record Window(@NotNull Integer start, @NotNull Integer end) {}

    record Address(@NotNull UsState state) {}

    @RestController
    static class Endpoints {

        @OpenToAll
        @GetMapping("/open/who")
        Map<String, String> who(Optional<Caller> caller) {
            return Map.of("who", caller.map(known -> known.role().name()).orElse("nobody"));
        }

        @OpenToAll
        @GetMapping("/open/pages")
        Items<Integer> pages(Page page) {
            var after = page.after(1);
            var rows = IntStream.range(after == null ? 0 : Integer.parseInt(after.text(0)) + 1, 7).boxed();
            return page.items(rows.limit(page.fetch()).toList(), Cursor::of);
        }

        @OpenToAll
        @GetMapping("/doors/{door}")
        Map<String, String> door(@PathVariable String door) {
            return Map.of("door", door);
        }

        @GetMapping("/doors/closed")
        void closed() {}

        @GetMapping("/people/{id}")
        Map<String, UUID> person(@PathVariable UUID id, Caller caller) {
            return Map.of("id", id);
        }

        @GetMapping("/staff-only")
        Map<String, String> staffOnly(Caller caller) {
            caller.requireStaff();
            return Map.of();
        }

        @OpenToAll
        @PostMapping("/open/visits")
        Visit visit(@Valid @RequestBody Visit visit) {
            return visit;
        }

        @OpenToAll
        @GetMapping("/open/list")
        Map<String, Integer> list(@RequestParam @Min(1) @Max(200) int limit,
                @RequestParam(required = false) @Nullable LocalDate date) {
            return Map.of("limit", limit);
        }

        @OpenToAll
        @GetMapping("/open/filter")
        void filter(@RequestParam(defaultValue = "false") boolean flag,
                @RequestParam(required = false) @Nullable Boolean maybe, @RequestParam(defaultValue = "60") int days,
                @RequestParam(required = false) @Nullable UUID id,
                @RequestParam(required = false) @Nullable DayOfWeek day,
                @RequestParam(required = false) @Nullable LocalDate date,
                @RequestParam(required = false) @Nullable Instant at,
                @RequestParam(required = false) @Nullable String text,
                @RequestParam(required = false) @Nullable List<DayOfWeek> several, Page page) {}

        @PutMapping("/versioned")
        void versioned() {}

        @PostMapping("/visits")
        @Answers(value = Visit.class, status = 201, headers = HttpHeaders.ETAG)
        @Refusals({ ProblemType.FORBIDDEN, ProblemType.SLOT_TAKEN, ProblemType.PATIENT_BUSY })
        ResponseEntity<?> book(@Valid @RequestBody Visit visit, IdempotencyKey key, Caller caller) {
            return ResponseEntity.ok(visit);
        }

        @PatchMapping(path = "/visits/{id}", consumes = { "application/merge-patch+json", "application/json" })
        @Patches(value = Visit.class, name = "VisitPatch")
        @Answers(Visit.class)
        ResponseEntity<?> change(@PathVariable UUID id, @RequestBody ObjectNode patch,
                @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Caller caller) {
            return ResponseEntity.ok().build();
        }

        @GetMapping("/visits")
        Items<Seen> visits(Page page, Caller caller) {
            return page.items(List.of(), Cursor::of);
        }

        @OpenToAll
        @GetMapping("/open/bug")
        void bug() {
            throw new IllegalStateException("select secret from internals");
        }

        @OpenToAll
        @GetMapping("/open/database-away")
        void databaseAway() {
            throw new DataAccessResourceFailureException("connection to 10.0.0.7 refused");
        }
    }
}
