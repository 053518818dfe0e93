/** What a run was made on. */
export interface Machine {
  cores: number;
  memoryGiB: number;
  cpu: string;
  deno: string;
  os: string;
}

/** This machine. */
export function machine(): Machine {
  return {
    cores: navigator.hardwareConcurrency,
    memoryGiB: Math.round(Deno.systemMemoryInfo().total / 2 ** 30),
    cpu: cpuName(),
    deno: Deno.version.deno,
    os: `${Deno.build.os} ${Deno.build.arch}`,
  };
}

function cpuName(): string {
  try {
    return /^model name\s*: (.*)$/m.exec(Deno.readTextFileSync("/proc/cpuinfo"))?.[1] ?? "";
  } catch {
    return "";
  }
}
