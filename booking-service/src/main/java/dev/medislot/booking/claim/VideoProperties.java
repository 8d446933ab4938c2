package dev.medislot.booking.claim;

import dev.medislot.common.BookingLink;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The clinic's setting for video visits.
 *
 * @param videoLink of doctors without a link of their own, with {@code {bookingId}} where the id of the booking goes
 */
@ConfigurationProperties("medislot.clinic")
public record VideoProperties(@Nullable String videoLink) {

    public VideoProperties {
        videoLink = videoLink == null || videoLink.isBlank() ? null : videoLink.strip();
        if (videoLink != null && !BookingLink.isValid(videoLink)) {
            throw new IllegalArgumentException("medislot.clinic.video-link must be an https address");
        }
    }
}
