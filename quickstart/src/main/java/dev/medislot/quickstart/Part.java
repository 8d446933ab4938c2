package dev.medislot.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Something that runs: {@code start} returns when it can be used, and is called once those before it can be. */
record Part(String name, int port, List<Part> after, Runnable start, Supplier<Optional<ProcessHandle>> process,
        Runnable stop) {}
