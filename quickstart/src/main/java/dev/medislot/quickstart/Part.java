package dev.medislot.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A running part: {@code start} is called when its dependencies are usable, and returns when the part is. */
record Part(String name, int port, List<Part> after, Runnable start, Supplier<Optional<ProcessHandle>> process,
        Runnable stop) {}
