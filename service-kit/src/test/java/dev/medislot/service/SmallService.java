package dev.medislot.service;

import dev.medislot.common.UsState;
import dev.medislot.service.security.Caller;
import dev.medislot.service.security.PublicEndpoints;
import dev.medislot.web.EntityTag;
import dev.medislot.web.json.OneLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
public class SmallService {

    record Visit(@NotBlank @OneLine String doctor, @NotNull LocalDate date, @Nullable String note,
            @Nullable @Valid Address address, @Nullable Map<DayOfWeek, List<@NotNull @Valid Window>> week) {}

    record Window(@NotNull Integer start, @NotNull Integer end) {}

    record Address(@NotNull UsState state) {}

    @Bean
    PublicEndpoints publicEndpoints() {
        return PublicEndpoints.of("GET /open/**", "POST /open/**");
    }

    @RestController
    static class Endpoints {

        @GetMapping("/open/who")
        Map<String, String> who(Optional<Caller> caller) {
            return Map.of("who", caller.map(someone -> someone.role().name()).orElse("nobody"));
        }

        @GetMapping("/people/{id}")
        Map<String, UUID> person(@PathVariable UUID id, Caller caller) {
            return Map.of("id", id);
        }

        @GetMapping("/staff-only")
        Map<String, String> staffOnly(Caller caller) {
            caller.requireStaff();
            return Map.of();
        }

        @PostMapping("/open/visits")
        Visit visit(@Valid @RequestBody Visit visit) {
            return visit;
        }

        @GetMapping("/open/list")
        Map<String, Integer> list(@RequestParam @Min(1) @Max(200) int limit,
                @RequestParam(required = false) @Nullable LocalDate date) {
            return Map.of("limit", limit);
        }

        @PutMapping("/versioned")
        void versioned(@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
            EntityTag.requireMatch(ifMatch, 2);
        }

        @GetMapping("/open/bug")
        void bug() {
            throw new IllegalStateException("select secret from internals");
        }

        @GetMapping("/open/database-away")
        void databaseAway() {
            throw new DataAccessResourceFailureException("connection to 10.0.0.7 refused");
        }
    }
}
