package dev.medislot.service.outbox;

/**
 * What waits to be done.
 *
 * @param oldestSeconds how long the oldest has waited; 0 where nothing does
 */
public record Backlog(long waiting, double oldestSeconds) {}
