// Books the first opening as a patient and cancels it, with the types that openapi-typescript makes.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Booking = components["schemas"]["Booking"];

const [address = "http://localhost:8080", email = "", password = ""] = process.argv.slice(2);
const api = createClient<paths>({ baseUrl: address });

const login = await api.POST("/api/v1/patients/login", { body: { email, password } });
if (login.error) {
    throw new Error(`${login.error.type}: ${login.error.detail}`);
}
const headers = { Authorization: `Bearer ${login.data.accessToken}` };

const openings = await api.GET("/api/v1/slots", { headers, params: { query: { limit: 1 } } });
const opening = openings.data?.items[0];
if (!opening) {
    throw new Error("There is no opening");
}

const booked = await api.POST("/api/v1/bookings", {
    headers,
    params: { header: { "Idempotency-Key": crypto.randomUUID() } },
    body: { slotId: opening.id, reason: "A rash" },
});
if (booked.error) {
    throw new Error(`${booked.error.type}, request ${booked.error.requestId}`);
}
print(booked.data);

const again = await api.POST("/api/v1/bookings", { headers, body: { slotId: opening.id } });
if (again.error) {
    console.log(`refused ${again.error.type}`);
}

const cancelled = await api.PATCH("/api/v1/bookings/{id}", {
    headers,
    params: { path: { id: booked.data.id } },
    body: { status: "CANCELLED" },
});
if (cancelled.data) {
    print(cancelled.data);
}

function print(booking: Booking) {
    const reason: string | null = booking.reason;
    console.log(`booking ${booking.id} ${booking.status} ${booking.start} ${reason}`);
}
