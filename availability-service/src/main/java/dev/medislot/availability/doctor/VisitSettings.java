package dev.medislot.availability.doctor;

import org.jspecify.annotations.Nullable;

/**
 * When visits of a doctor can start, and how patients attend them.
 *
 * @param startEvery minutes between two starts of visits of a type; missing if as long as a slot
 * @param videoLink with {@code {bookingId}} where the id of the booking goes
 */
record VisitSettings(@Nullable Integer startEvery, @Nullable String videoLink, @Nullable Place place) {

    static final VisitSettings NONE = new VisitSettings(null, null, null);
}
