package dev.medislot.systemtests.benchmark;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import dev.medislot.infra.Ports;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Repository;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The npm package doctor-booking as a process: its own Express app, which keeps everything in memory. */
final class DoctorBooking implements AutoCloseable {

    static final String NAME = "doctor-booking";

    private static final Path SOURCE = Repository.file("system-tests/src/test/peers/doctor-booking");
    private static final Path FOLDER = Path.of("target", NAME).toAbsolutePath();
    private static final String LOCK = "package-lock.json";
    private static final String HOST = "127.0.0.1";
    private static final String BOOKINGS = "/bookings";

    private final int port = Ports.free();
    private Process process;

    private DoctorBooking() throws IOException {
        start();
    }

    /** Installs the versions of the lock file. Returns the reason if that is impossible. */
    static Optional<String> install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        if (!isThere("node") || !isThere("npm")) {
            return Optional.of("it needs node and npm");
        }
        return isInstalled() || npmInstalls() ? Optional.empty() : Optional.of("npm ci failed, see " + log());
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return run(program, "--version").waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isInstalled() throws IOException {
        return Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(SOURCE.resolve(LOCK), FOLDER.resolve(LOCK)) < 0;
    }

    private static boolean npmInstalls() throws IOException, InterruptedException {
        for (var name : List.of("package.json", LOCK, ".npmrc")) {
            Files.copy(SOURCE.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").waitFor() == 0;
    }

    static DoctorBooking running() throws IOException {
        return new DoctorBooking();
    }

    void start() throws IOException {
        Files.copy(SOURCE.resolve("serve.js"), FOLDER.resolve("serve.js"), StandardCopyOption.REPLACE_EXISTING);
        process = run("node", "serve.js", Integer.toString(port));
        await(NAME + " listens").pollInterval(Duration.ofMillis(20)).until(this::isListening);
    }

    private boolean isListening() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("%s ended: %s".formatted(NAME, Files.readString(log())));
        }
        try (var _ = new Socket(HOST, port)) {
            return true;
        } catch (ConnectException _) {
            return false;
        }
    }

    private static Process run(String... command) throws IOException {
        return new ProcessBuilder(command).directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private static Path log() {
        return FOLDER.resolve("output.log");
    }

    /** A doctor with the same hours on every day; each hour is a slot. */
    int doctor(int from, int until) {
        var hours = List.of(Map.of("start", from, "end", until));
        var week = Stream.of(DayOfWeek.values()).collect(toMap(day -> day.name().toLowerCase(Locale.ROOT), _ -> hours));
        return api().post("/doctors", Map.of("firstName", "Dora", "lastName", "Winterbottom", "workingHours", week))
                .isOk()
                .body()
                .path("id")
                .asInt();
    }

    /** Requests for every slot of new doctors, in random order. */
    Queue<String> claims(int doctors, int days, int slotsOfDay) {
        api().post("/patients", Map.of("firstName", "Petra", "lastName", "Quillfeather")).isOk();
        var claims = new ArrayList<String>();
        for (int i = 0; i < doctors; i++) {
            int doctor = doctor(0, slotsOfDay);
            for (int day = 0; day < days; day++) {
                var date = LocalDate.of(2030, 1, 1).plusDays(day);
                for (int slot = 0; slot < slotsOfDay; slot++) {
                    claims.add("""
                            {"doctor":%d,"patient":1,"date":"%s","slot":"%d"}""".formatted(doctor, date, slot));
                }
            }
        }
        Collections.shuffle(claims);
        return new ConcurrentLinkedQueue<>(claims);
    }

    KeptConnection.Response claim(KeptConnection connection, String claim) throws IOException {
        return connection.post(BOOKINGS, claim);
    }

    KeptConnection.Response day(KeptConnection connection, int doctor, LocalDate date) throws IOException {
        return connection.get("/doctors/%d/availability?date=%s".formatted(doctor, date));
    }

    int bookings() {
        return api().get(BOOKINGS).isOk().body().size();
    }

    private Api api() {
        return Api.at(url());
    }

    String url() {
        return "http://%s:%d".formatted(HOST, port);
    }

    long pid() {
        return process.pid();
    }

    /** kill -9, then the same again. */
    void crashAndStart() throws IOException {
        close();
        start();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
