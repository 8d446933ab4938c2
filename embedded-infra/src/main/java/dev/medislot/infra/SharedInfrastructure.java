package dev.medislot.infra;

/** Holds the JVM's one infrastructure; loaded, and so chosen, at first use. */
final class SharedInfrastructure {

    static final Infrastructure INSTANCE = chosen(System.getProperty("medislot.infra", "embedded"));

    private SharedInfrastructure() {}

    private static Infrastructure chosen(String name) {
        var infrastructure = switch (name) {
            case "embedded" -> EmbeddedInfrastructure.inTemporaryFolder();
            case "containers" -> new ContainerInfrastructure();
            default -> throw new IllegalArgumentException("medislot.infra must be embedded or containers, not " + name);
        };
        Runtime.getRuntime().addShutdownHook(new Thread(infrastructure::close, "infrastructure-stop"));
        return infrastructure;
    }
}
