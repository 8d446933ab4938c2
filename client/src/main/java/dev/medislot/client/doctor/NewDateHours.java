package dev.medislot.client.doctor;

import java.util.List;

/** The windows of a date instead of the timeslots on it; an empty list makes the date a day off. */
public record NewDateHours(List<DateHours.Window> windows) {}
