package dev.medislot.quickstart;

import dev.medislot.infra.PostgresServer;

/** The addresses and logins that are printed once everything runs. */
record Welcome(Settings settings, Console console, DataFolder data, ServiceEnvironment environment) {

    void say(boolean examples) {
        sayAddresses();
        sayLogins(examples);
    }

    private void sayAddresses() {
        var web = "http://127.0.0.1:" + settings.port(Listener.GATEWAY);
        console.say("""

                  web app                %s/  (doctors and staff: /team/login; API: /api/v1, its reference: /docs)
                  mail inbox             http://127.0.0.1:%d/
                  PostgreSQL             127.0.0.1:%d, user %s, password in %s
                  Redis, Kafka, SMTP     127.0.0.1:%d, 127.0.0.1:%d, 127.0.0.1:%d; passwords beside that one
                  logs                   %s
                """.formatted(web, settings.port(Listener.INBOX), settings.port(Listener.POSTGRES), PostgresServer.USER,
                data.of("keys").resolve("postgres"), settings.port(Listener.REDIS), settings.port(Listener.KAFKA),
                settings.port(Listener.SMTP), data.of("logs")));
    }

    private void sayLogins(boolean examples) {
        if (examples) {
            console.login("patient", ExampleData.PATIENT, ServiceEnvironment.PASSWORD);
            console.login("doctor", ExampleData.DOCTOR, ServiceEnvironment.PASSWORD);
        }
        console.login("staff", environment.staffEmail(),
                environment.isStaffPasswordOurs() ? ServiceEnvironment.PASSWORD : "(the password you set)");
    }
}
