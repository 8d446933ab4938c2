package dev.example;

import dev.example.medislot.ApiClient;
import dev.example.medislot.ApiException;
import dev.example.medislot.BookingsApi;
import dev.example.medislot.OpeningsApi;
import dev.example.medislot.PatientsApi;
import dev.example.medislot.model.Booking;
import dev.example.medislot.model.BookingPatch;
import dev.example.medislot.model.BookingRequest;
import dev.example.medislot.model.BookingStatus;
import dev.example.medislot.model.LoginRequest;
import java.util.UUID;

/** Books the first opening as a patient and cancels it, with the classes that openapi-generator makes. */
class Book {

    public static void main(String[] args) throws ApiException {
        var client = new ApiClient();
        client.updateBaseUri(args[0]);
        var login = new PatientsApi(client).logInPatient(new LoginRequest().email(args[1]).password(args[2]));
        client.setRequestInterceptor(
                request -> request.header("Authorization", "Bearer " + login.getAccessToken()));

        var slot = new OpeningsApi(client).listOpenings(null, null, null, null, null, null, null, null, 1, null)
                .getItems()
                .get(0);
        var bookings = new BookingsApi(client);
        var request = new BookingRequest().slotId(slot.getId()).reason("A rash");
        var booking = bookings.bookSlot(request, UUID.randomUUID().toString());
        print(booking);
        try {
            bookings.bookSlot(request, null);
        } catch (ApiException e) {
            System.out.println("refused " + e.getResponseBody());
        }
        print(bookings.changeBooking(booking.getId(), new BookingPatch().status(BookingStatus.CANCELLED), null));
    }

    private static void print(Booking booking) {
        System.out.printf("booking %s %s %s %s%n", booking.getId(), booking.getStatus(), booking.getStart(),
                booking.getReason());
    }
}
