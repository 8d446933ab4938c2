package dev.medislot.client.patient;

import dev.medislot.client.Items;
import dev.medislot.client.MergePatch;
import dev.medislot.common.DoctorId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Ratings of visits; reading them needs no login. */
@HttpExchange("/api/v1/ratings")
public interface RatingApi {

    @PostExchange
    Rating rate(@RequestBody NewRating rating,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey);

    @GetExchange
    Items<Rating> list(@RequestParam(required = false) @Nullable DoctorId doctorId,
            @RequestParam(required = false) @Nullable UUID bookingId,
            @RequestParam(required = false) @Nullable String cursor);

    @GetExchange("/{id}")
    Rating get(@PathVariable UUID id);

    @PatchExchange(value = "/{id}", contentType = "application/merge-patch+json")
    Rating change(@PathVariable UUID id, @RequestBody MergePatch patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch);

    @DeleteExchange("/{id}")
    void delete(@PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch);
}
