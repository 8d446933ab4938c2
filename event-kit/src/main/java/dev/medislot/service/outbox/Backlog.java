package dev.medislot.service.outbox;

/**
 * The size and age of a queue of stored work.
 *
 * @param oldestSeconds how long the oldest entry has waited; 0 for an empty queue
 */
public record Backlog(long waiting, double oldestSeconds) {}
