//! The devices of a workstation: 740 to 779.

macro_rules! devices {
    ($($before:tt)*) => { cie_core::error_areas! { $($before)*

    /// The file that names the devices is wrong.
    DevicesConfig = "740", Input {
        it: "file dei dispositivi non valido",
        en: "file of devices not valid",
        fix_it: "correggere la voce indicata; docs/devices.md le elenca tutte",
        fix_en: "correct the entry named; docs/devices.md lists them all",
    }
    /// The file that names the devices is too long.
    DevicesConfigTooLarge = "741", Limit {
        it: "file dei dispositivi troppo grande",
        en: "file of devices too large",
        fix_it: "ridurre il file a 256 KiB e a 64 dispositivi",
        fix_en: "reduce the file to 256 KiB and 64 devices",
    }
    /// No device has that name.
    DeviceUnknown = "742", NotFound {
        it: "nessun dispositivo ha questo nome",
        en: "no device has this name",
        fix_it: "elencare i dispositivi con 'cie devices list'",
        fix_en: "list the devices with 'cie devices list'",
    }
    /// The device is not there.
    DeviceAbsent = "743", Unavailable {
        it: "dispositivo assente",
        en: "device not there",
        fix_it: "collegarlo e accenderlo, e controllare nome, percorso o indirizzo nel file dei dispositivi",
        fix_en: "connect it and switch it on, and check name, path or address in the file of devices",
    }
    /// The device did not answer in time.
    DeviceTimedOut = "744", Unavailable {
        it: "il dispositivo non risponde in tempo",
        en: "the device does not answer in time",
        fix_it: "scollegarlo e ricollegarlo, poi riprovare",
        fix_en: "unplug it and plug it in, then try again",
    }
    /// The device, or the program that drives it, failed.
    DeviceFailed = "745", Environment {
        it: "il dispositivo, o il suo programma, non funziona",
        en: "the device, or its program, does not work",
        fix_it: "provare il dispositivo con il programma del produttore",
        fix_en: "try the device with its maker's program",
    }
    /// This program was built without what drives devices of that kind.
    DeviceNotBuilt = "746", Refused {
        it: "tipo di dispositivo non compreso in questa versione del programma",
        en: "kind of device left out of this build of the program",
        fix_it: "usare una versione compilata con quel tipo di dispositivo",
        fix_en: "use a build with that kind of device",
    }
    /// What a device gave is not what its kind gives.
    DeviceAnswer = "747", Input {
        it: "il dispositivo ha dato una risposta incomprensibile",
        en: "the device gave an answer that makes no sense",
        fix_it: "controllare che il dispositivo sia del tipo indicato nel file dei dispositivi",
        fix_en: "check that the device is of the kind that the file of devices says",
    }

    } };
}
