package dev.medislot.notification.intake;

import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.UnreadableEvent;
import dev.medislot.notification.projection.Bookings;
import dev.medislot.notification.projection.Contacts;
import dev.medislot.service.consumer.ReceivedEvent;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Applies an event to its projection if it is newer than the stored row; stores no mail. */
@Component
public class Learn {

    private final Contacts contacts;
    private final Bookings bookings;

    Learn(Contacts contacts, Bookings bookings) {
        this.contacts = contacts;
        this.bookings = bookings;
    }

    /** False when it was known. */
    public boolean contact(ReceivedEvent event) {
        return event.isTombstone() ? contacts.erase(personOf(event), event.sequence())
                : contacts.apply(event.as(ContactChanged.class));
    }

    /** Empty when it was known, or is of a type that is newer than this code. */
    public Optional<BookingEvent> booking(ReceivedEvent event) {
        var read = switch (event.type()) {
            case "BookingCreated" -> Optional.<BookingEvent>of(event.as(BookingCreated.class));
            case "BookingUpdated" -> Optional.<BookingEvent>of(event.as(BookingUpdated.class));
            case "BookingCancelled" -> Optional.<BookingEvent>of(event.as(BookingCancelled.class));
            default -> Optional.<BookingEvent>empty();
        };
        return read.filter(bookings::apply);
    }

    static UUID personOf(ReceivedEvent event) {
        try {
            return UUID.fromString(event.key());
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent("The key is not a person's id", e);
        }
    }
}
