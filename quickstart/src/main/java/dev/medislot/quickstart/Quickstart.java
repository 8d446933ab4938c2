package dev.medislot.quickstart;

import dev.medislot.infra.InfrastructureFailed;
import dev.medislot.infra.Programs;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Starts Medislot on this machine, each program in its own process, and stops it. */
public final class Quickstart {

    private static final String EXAMPLES_LOADED = "example-data-loaded";

    private final Settings settings;
    private final Console console;
    private final DataFolder data;
    private final Ledger ledger;
    private final Parts parts;
    private final Stack stack;
    private final Training training = new Training();
    private volatile boolean ready;

    Quickstart(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
        this.data = DataFolder.open(settings.data(), console::say);
        data.keyPair("availability");
        data.keyPair("booking");
        this.ledger = new Ledger(data.of("processes.json"), console::say);
        this.parts = new Parts(settings, data, ledger);
        this.stack = new Stack(settings, console, ledger, parts.all());
    }

    /** Prints one line and exits with 1 when it cannot start or continue. */
    public static void main(String[] args) {
        var console = new Console(System.out);
        try {
            new Quickstart(Settings.from(System.getenv()), console).run();
        } catch (CannotStart | InfrastructureFailed e) {
            console.say("medislot: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        console.say("Medislot starts; its data is in " + settings.data());
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "quickstart-stop"));
        Programs.endWithParent();
        try {
            start();
            new Welcome(settings, console, data, parts.environment()).say(data.has(EXAMPLES_LOADED));
            console.say("\nready in %s; Ctrl-C stops everything".formatted(console.seconds()));
            ready = true;
            keepHouse();
            throw new CannotStart(stack.awaitFailure());
        } catch (CannotStart | InfrastructureFailed e) {
            if (!stack.isStopping()) {
                throw e;
            }
        }
    }

    /** Returns when everything is ready, with the example data; processes of a killed run are ended or taken over. */
    void start() {
        parts.refuseMissingJars();
        ledger.endLeftOvers(Parts.daemons());
        parts.refuseTakenPorts();
        stack.start();
        loadExamples();
    }

    private void loadExamples() {
        if (settings.exampleData() && !data.has(EXAMPLES_LOADED)) {
            var environment = parts.environment();
            var clock = Clock.systemUTC();
            var examples = new ExampleData(address(Listener.GATEWAY), environment.staffEmail(),
                    environment.staffPassword(), clock);
            examples.load();
            new ExampleHistory(examples, environment.bookingDatabase(), clock).load();
            new ExampleInbox(address(Listener.INBOX)).confirm(ExampleData.PATIENT, examples.anyone());
            data.mark(EXAMPLES_LOADED);
            console.say("  example data           %6s".formatted(console.seconds()));
        }
    }

    private URI address(Listener listener) {
        return URI.create("http://127.0.0.1:" + settings.port(listener));
    }

    private void keepHouse() {
        parts.forgetOldCaches();
        training.startInBackground(parts.lessons());
        var minutes = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
        var _ = minutes.scheduleWithFixedDelay(() -> Logs.cutLongOnes(data.of("logs"), console), 1, 1,
                TimeUnit.MINUTES);
    }

    Rehearsal rehearsal() {
        var environment = parts.environment();
        return new Rehearsal(address(Listener.GATEWAY), environment.staffEmail(), environment.staffPassword());
    }

    void stop() {
        data.noteStopping();
        if (ready) {
            console.say("stopping");
        }
        training.stop();
        stack.stop();
        if (ready) {
            console.say("stopped; the data stays in " + settings.data());
        }
    }
}
