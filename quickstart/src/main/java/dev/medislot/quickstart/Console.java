package dev.medislot.quickstart;

import java.io.PrintStream;
import java.util.Locale;

/** Prints lines for the user. */
final class Console {

    private final PrintStream out;
    private final long started = System.nanoTime();

    Console(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    void ready(String part, int port) {
        say("  %-22s %6s  127.0.0.1:%d".formatted(part, seconds(), port));
    }

    void login(String role, String email, String password) {
        say("  %-22s %s  %s".formatted(role, email, password));
    }

    String seconds() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - started) / 1e9);
    }
}
